import type { Interval } from './interval.ts';

/** The parts that lie inside the window, in the same order; all of them when there is no window. */
export function clipIntervals(list: readonly Interval[], window: Interval | null): readonly Interval[] {
  if (window === null) return list;
  const clipped: Interval[] = [];
  for (const interval of list) {
    const start = Math.max(interval.start, window.start);
    const end = Math.min(interval.end, window.end);
    if (start < end) clipped.push({ start, end });
  }
  return clipped;
}
