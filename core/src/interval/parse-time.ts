import { readDateTime } from './read-date-time.ts';
import { resolveDateTime, type ResolveOptions } from './resolve-date-time.ts';

export type ParsedTime =
  | { readonly ok: true; readonly minute: number }
  | { readonly ok: false; readonly reason: 'malformed' | 'not_a_whole_minute' | 'does_not_exist' };

/**
 * The minute since the Unix epoch that a text means: `2026-03-29 02:30` (or with a `T`) is wall time in the
 * zone, `2026-03-29T02:30:00+02:00` is RFC 3339, with or without seconds. Years 1970 to 2200.
 *
 * @returns the minute, or why there is none: `malformed` (also what no calendar shows),
 * `not_a_whole_minute` (seconds other than 0), `does_not_exist` (skipped where the clocks go forward).
 * A time that the clocks show twice means the earlier one unless `ambiguous` says otherwise.
 * @throws RangeError if the zone is none: check it with `isTimeZone` where it comes in.
 */
export function parseTime(text: string, timeZone: string, options: ResolveOptions = {}): ParsedTime {
  const dateTime = readDateTime(text);
  if (dateTime === null) return { ok: false, reason: 'malformed' };
  const resolved = resolveDateTime(dateTime, timeZone, options);
  if (!resolved.ok) return resolved;
  const isWhole = resolved.epochMs % 60_000 === 0 && /^0*$/.test(dateTime.fraction);
  return isWhole
    ? { ok: true, minute: resolved.epochMs / 60_000 }
    : { ok: false, reason: 'not_a_whole_minute' };
}
