import { readDateTime } from './read-date-time.ts';
import { resolveDateTime, type ResolvedDateTime, type ResolveOptions } from './resolve-date-time.ts';

/**
 * The instant (milliseconds since the Unix epoch) that a text means, for deadlines: reads the same as
 * `parseTime`, and RFC 3339 may carry seconds with up to 3 fractional digits; more are `malformed`.
 *
 * @throws RangeError if the zone is none: check it with `isTimeZone` where it comes in.
 */
export function parseInstant(text: string, timeZone: string, options: ResolveOptions = {}): ResolvedDateTime {
  const dateTime = readDateTime(text);
  if (dateTime === null || dateTime.fraction.length > 3) return { ok: false, reason: 'malformed' };
  const resolved = resolveDateTime(dateTime, timeZone, options);
  if (!resolved.ok) return resolved;
  return { ok: true, epochMs: resolved.epochMs + Number(dateTime.fraction.padEnd(3, '0')) };
}
