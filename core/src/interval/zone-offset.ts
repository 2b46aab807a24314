import { dayMs, offsetsOfDay } from './offsets-of-day.ts';

/**
 * How far the wall clock of a zone is ahead of UTC at an instant, in milliseconds.
 *
 * @throws RangeError if Intl does not know the zone.
 */
export function zoneOffset(timeZone: string, epochMs: number): number {
  const { before, after, changesAt } = offsetsOfDay(timeZone, Math.floor(epochMs / dayMs));
  return epochMs < changesAt ? before : after;
}
