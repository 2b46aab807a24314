import type { Interval } from '../interval/interval.ts';

/**
 * What an event asks of an answer: all that is needed, beside the submissions, to compute its result.
 * `generation` grows whenever one of the others changes, so that work done for older terms is recognized.
 */
export interface SchedulingTerms {
  readonly generation: number;
  /** `null`: any common interval counts, however short. */
  readonly durationMinutes: number | null;
  /** Availability outside the window does not count. `null`: no limit. */
  readonly window: Interval | null;
  /** The participants that the owner marked as optional; everybody else who answers is required. */
  readonly optional: ReadonlySet<string>;
}
