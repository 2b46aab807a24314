import type { Interval } from '../interval.ts';

/** Whether the intervals are sorted, none is empty, and they neither overlap nor touch. */
export function isNormalized(intervals: readonly Interval[]): boolean {
  return intervals.every(
    ({ start, end }, index) => start < end && start > (intervals[index - 1]?.end ?? -Infinity),
  );
}
