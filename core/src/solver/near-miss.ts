import type { Interval } from '../interval/interval.ts';

/** A time that some required people can't make: an alternative before anybody has been named. */
export interface NearMiss extends Interval {
  /** How many required people can come. */
  readonly available: number;
  /** Two sums that stand for who they are; two different sets have the same ones by chance only. */
  readonly keyA: number;
  readonly keyB: number;
  readonly optional: number;
  readonly ifNeedBe: number;
  /** How many minutes the required people are missing in all; 0 for an event without a duration. */
  readonly missingMinutes: number;
}

/** Fewest required people missing, then most optional ones, fewest if need be, fewest minutes, earliest. */
export function compareNearMisses(a: NearMiss, b: NearMiss): number {
  return (
    b.available - a.available ||
    b.optional - a.optional ||
    a.ifNeedBe - b.ifNeedBe ||
    a.missingMinutes - b.missingMinutes ||
    a.start - b.start
  );
}
