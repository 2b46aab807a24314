import type { Interval } from './interval.ts';

/**
 * The minutes at which something of the duration can start: `[s, e)` becomes `[s, e - duration + 1)`, or
 * disappears if it is too short. `null` asks for no duration and leaves the intervals as they are.
 * The list must be normalized: of two intervals that touch, a start could use both.
 */
export function erodeIntervals(
  normalized: readonly Interval[],
  durationMinutes: number | null,
): readonly Interval[] {
  if (durationMinutes === null || durationMinutes === 1) return normalized;
  const starts: Interval[] = [];
  for (const { start, end } of normalized) {
    const afterLast = end - durationMinutes + 1;
    if (start < afterLast) starts.push({ start, end: afterLast });
  }
  return starts;
}
