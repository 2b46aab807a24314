import type { Interval } from '../interval.ts';

/** The minutes of the intervals, each once: what they mean, whatever way they are cut. */
export function minutesOf(intervals: readonly Interval[]): number[] {
  const minutes = new Set<number>();
  for (const { start, end } of intervals) for (let at = start; at < end; at += 1) minutes.add(at);
  return [...minutes].sort((a, b) => a - b);
}
