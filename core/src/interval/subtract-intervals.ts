import type { Interval } from './interval.ts';

/** The minutes of `a` that are not in `b`. Both are normalized, and so is the result. O(a + b). */
export function subtractIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let next = 0;
  for (const { start, end } of a) {
    let from = start;
    for (; next < b.length; next += 1) {
      const hole = b[next];
      if (hole === undefined || hole.start >= end) break;
      if (hole.start > from) left.push({ start: from, end: hole.start });
      from = Math.max(from, hole.end);
      // A hole that reaches past this interval may cut the next one too.
      if (hole.end > end) break;
    }
    if (from < end) left.push({ start: from, end });
  }
  return left;
}
