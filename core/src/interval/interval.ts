/**
 * A half-open stretch of time `[start, end)`, in whole minutes since the Unix epoch (UTC).
 * A valid interval is never empty: `start < end`.
 */
export interface Interval {
  readonly start: number;
  readonly end: number;
}
