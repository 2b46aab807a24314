import { intlOffset } from './intl-offset.ts';

/**
 * Whether the text names a time zone of the IANA database that Intl knows, like `Europe/Rome` or `UTC`.
 * A bare offset like `+02:00` is no zone: it does not say when the clocks change.
 */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    intlOffset(text, 0);
    return true;
  } catch {
    return false;
  }
}
