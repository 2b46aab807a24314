import type { WrittenInterval } from '@whenly/core/interval/constraint';
import { formatMinute } from '@whenly/core/interval/format-minute';
import type { Random } from './random.ts';

/** 2027-03-01 08:00 UTC, in minutes since the Unix epoch. */
export const morning = Date.UTC(2027, 2, 1, 8) / 60_000;

/** One to three intervals of a working day; some overlap, some touch, some come only if need be. */
export function randomAnswer(random: Random): WrittenInterval[] {
  return Array.from({ length: 1 + random(3) }, () => {
    const start = morning + random(500);
    const end = start + 1 + random(300);
    // Both ways of writing a time; the wall times are those of an event in UTC.
    const write = random(2)
      ? formatMinute
      : (minute: number) => formatMinute(minute).slice(0, 16).replace('T', ' ');
    return { start: write(start), end: write(end), level: random(4) ? 'yes' : 'ifNeedBe' };
  });
}
