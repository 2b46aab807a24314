import type { Interval } from '@whenly/core/interval/interval';

/** An event's window, from its two columns. */
export const windowOf = (row: {
  readonly window_start: number | null;
  readonly window_end: number | null;
}): Interval | null =>
  row.window_start === null || row.window_end === null
    ? null
    : { start: row.window_start, end: row.window_end };
