import type { Interval } from './interval.ts';

/**
 * When one person can come. Both lists are normalized: sorted, and neither overlapping nor touching
 * within a list; a minute that is in `yes` is never in `ifNeedBe` too.
 */
export interface Availability {
  readonly yes: readonly Interval[];
  readonly ifNeedBe: readonly Interval[];
}
