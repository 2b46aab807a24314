import type { Interval } from '../interval/interval.ts';

/**
 * A stretch that suits all required people. With a duration, every stretch of that length inside it does;
 * without one, the whole of it does. The counts hold at every start inside.
 */
export interface CommonInterval extends Interval {
  /** How many optional people can come. */
  readonly optional: number;
  /** How many of those who come (required or optional) come only if need be. */
  readonly ifNeedBe: number;
}

/** What a person would have to add for an alternative to work. */
export interface Absence {
  readonly participant: string;
  /** The smallest set of intervals that, added to this person's availability, makes the alternative work. */
  readonly missing: readonly Interval[];
}

/** A time that would nearly have worked. */
export interface Alternative extends Interval {
  /** The required people who can't come, by name, each with the smallest change that would make it work. */
  readonly absences: readonly Absence[];
  readonly optional: number;
  readonly ifNeedBe: number;
}

/** The answer of the solver for an event's submissions. Cancelling is not the solver's to say. */
export type Solution =
  | {
      readonly outcome: 'scheduled';
      /** The best one, cut to the duration if the event has one. */
      readonly interval: Interval;
      /** All of them, best first, at most `maxCommonIntervals`. */
      readonly intervals: readonly CommonInterval[];
      /** How many there are in all. */
      readonly total: number;
    }
  | { readonly outcome: 'no_solution' }
  | { readonly outcome: 'no_constraints' };
