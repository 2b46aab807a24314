import type { Interval } from './interval.ts';

/**
 * The same minutes as sorted intervals that neither overlap nor touch. Intervals that hold no minute
 * (`start >= end`) are left out. O(n log n).
 */
export function normalizeIntervals(list: readonly Interval[]): Interval[] {
  const sorted = list.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const interval of sorted) {
    const last = merged.at(-1);
    if (last === undefined || interval.start > last.end) merged.push(interval);
    else if (interval.end > last.end) merged[merged.length - 1] = { start: last.start, end: interval.end };
  }
  return merged;
}
