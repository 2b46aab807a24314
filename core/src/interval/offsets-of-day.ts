import { intlOffset } from './intl-offset.ts';
import { remember } from './remember.ts';

/** A zone's offsets from UTC on one UTC day, in milliseconds: `before` the instant `changesAt`, and `after` it. */
export interface DayOffsets {
  readonly before: number;
  readonly after: number;
  /** The first instant with the offset `after`; on a day without a change, the start of the day. */
  readonly changesAt: number;
}

export const dayMs = 86_400_000;
const maxZones = 512;
const maxDaysOfZone = 1024;
const zones = new Map<string, Map<number, DayOffsets>>();

/**
 * The offsets of a zone on a UTC day (days since the Unix epoch), remembered. It takes for granted that a
 * zone changes its offset at most once in a UTC day, which holds for every zone of the IANA database.
 *
 * @throws RangeError if Intl does not know the zone.
 */
export function offsetsOfDay(timeZone: string, day: number): DayOffsets {
  const days = remember(zones, maxZones, timeZone, () => new Map<number, DayOffsets>());
  return remember(days, maxDaysOfZone, day, () => findOffsets(timeZone, day * dayMs));
}

function findOffsets(timeZone: string, startOfDay: number): DayOffsets {
  const before = intlOffset(timeZone, startOfDay);
  const after = intlOffset(timeZone, startOfDay + dayMs);
  if (before === after) return { before, after, changesAt: startOfDay };
  let [low, high] = [startOfDay, startOfDay + dayMs];
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (intlOffset(timeZone, middle) === before) low = middle;
    else high = middle;
  }
  return { before, after, changesAt: high };
}
