import { remember } from './remember.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();
const maxFormatters = 128;

/**
 * The zone's offset from UTC at an instant, in milliseconds, as Intl knows it: positive to the east.
 * Takes a microsecond or two (a hundred for a zone's first call): `offsetsOfDay` remembers what it says.
 *
 * @throws RangeError if Intl does not know the zone; `isTimeZone` tells beforehand.
 */
export function intlOffset(timeZone: string, epochMs: number): number {
  const formatter = remember(
    formatters,
    maxFormatters,
    timeZone,
    () => new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
  );
  // Like "3/29/2026, GMT+02:00", with seconds where there are any ("GMT-00:44:30"), or just "GMT".
  const [, sign, hours, minutes, seconds = '0'] =
    /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(formatter.format(epochMs)) ?? [];
  if (sign === undefined) return 0;
  const offset = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -offset : offset;
}
