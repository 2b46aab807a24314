import { dayMs, offsetsOfDay } from './offsets-of-day.ts';
import { zoneOffset } from './zone-offset.ts';

/** No zone is further from UTC than this (the farthest are 14 hours ahead and 12 behind). */
const maxOffsetMs = 15 * 3_600_000;

/**
 * The instants at which a zone's wall clock shows a time, earliest first: usually one, none if the clock
 * skips the time, two if it shows it twice. `wallMs` is the wall time read as if it were UTC. All in
 * milliseconds since the Unix epoch.
 *
 * An instant can't be further from `wallMs` than the largest offset, so every offset that could lead there
 * is among those of the two or three UTC days around it; each is tried, and kept if it holds at the
 * instant it leads to.
 *
 * @throws RangeError if Intl does not know the zone.
 */
export function instantsOfWallTime(timeZone: string, wallMs: number): number[] {
  const instants: number[] = [];
  const tryOffset = (offset: number): void => {
    const instant = wallMs - offset;
    if (zoneOffset(timeZone, instant) === offset && !instants.includes(instant)) instants.push(instant);
  };
  const lastDay = Math.floor((wallMs + maxOffsetMs) / dayMs);
  for (let day = Math.floor((wallMs - maxOffsetMs) / dayMs); day <= lastDay; day += 1) {
    const { before, after } = offsetsOfDay(timeZone, day);
    tryOffset(before);
    if (after !== before) tryOffset(after);
  }
  return instants.sort((a, b) => a - b);
}
