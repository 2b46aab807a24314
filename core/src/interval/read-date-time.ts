/** A date and time as written, in milliseconds. */
export interface DateTime {
  /** The time that the text shows, to the second, read as if it were UTC. */
  readonly wallMs: number;
  /** The digits after the second's point; often none. */
  readonly fraction: string;
  /** How far the text says it is ahead of UTC; `null` if it does not say. */
  readonly offsetMs: number | null;
}

// Every part has a fixed place and the one repetition stands before something else: linear time.
const pattern =
  /^(\d{4})-(\d\d)-(\d\d)[ Tt](\d\d):(\d\d)(?:(?::(\d\d)(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])(\d\d):(\d\d)))?$/;

/**
 * Reads `YYYY-MM-DD HH:mm` (a `T` may stand for the space) and RFC 3339 with an offset or `Z`, whose
 * seconds may be left out. A date or time that no calendar or clock shows (February 30, 24:00, a leap
 * second) gives `null`, as does a year that can't lead to an instant from 1970 to 2200.
 */
export function readDateTime(text: string): DateTime | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const number = (group: number): number => Number(match[group] ?? '0');
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(number) as Six;
  const [offsetHour, offsetMinute] = [number(10), number(11)];
  const isOnTheClock = hour < 24 && minute < 60 && second < 60 && offsetHour < 24 && offsetMinute < 60;
  if (year < 1969 || year > 2201 || !isOnTheClock) return null;
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(wallMs);
  // Date.UTC carries February 30 over to March: what comes back must be what was written.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const offset = (offsetHour * 60 + offsetMinute) * 60_000;
  const offsetMs = match[9] === '-' ? -offset : offset;
  const saysOffset = match[8] !== undefined || match[9] !== undefined;
  return { wallMs, fraction: match[7] ?? '', offsetMs: saysOffset ? offsetMs : null };
}

type Six = [number, number, number, number, number, number];
