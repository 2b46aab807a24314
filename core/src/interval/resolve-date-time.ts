import { instantsOfWallTime } from './instants-of-wall-time.ts';
import type { DateTime } from './read-date-time.ts';

/** Which instant a wall time means that the zone's clock shows twice, because the clocks go back. */
export interface ResolveOptions {
  readonly ambiguous?: 'earlier' | 'later';
}

export type ResolvedDateTime =
  | { readonly ok: true; readonly epochMs: number }
  | { readonly ok: false; readonly reason: 'malformed' | 'does_not_exist' };

const endOfTime = Date.UTC(2201, 0, 1);

/**
 * The instant, to the second, of a date and time; one without an offset is wall time in the zone. What
 * falls outside the years 1970 to 2200 (UTC) is `malformed`, what the zone's clock skips `does_not_exist`.
 *
 * @throws RangeError if Intl does not know the zone.
 */
export function resolveDateTime(
  { wallMs, offsetMs }: DateTime,
  timeZone: string,
  { ambiguous = 'earlier' }: ResolveOptions,
): ResolvedDateTime {
  const instants = offsetMs === null ? instantsOfWallTime(timeZone, wallMs) : [wallMs - offsetMs];
  const epochMs = instants.at(ambiguous === 'earlier' ? 0 : -1);
  if (epochMs === undefined) return { ok: false, reason: 'does_not_exist' };
  if (epochMs < 0 || epochMs >= endOfTime) return { ok: false, reason: 'malformed' };
  return { ok: true, epochMs };
}
