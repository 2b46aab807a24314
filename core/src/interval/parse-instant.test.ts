import { describe, expect, it } from '@jest/globals';
import { parseInstant } from './parse-instant.ts';

describe('an instant', () => {
  const instant = (text: string, timeZone = 'UTC'): string => {
    const parsed = parseInstant(text, timeZone);
    return parsed.ok ? new Date(parsed.epochMs).toISOString() : parsed.reason;
  };

  it('may carry seconds and milliseconds', () => {
    expect(instant('2026-03-29T02:30:15.25+02:00')).toBe('2026-03-29T00:30:15.250Z');
    expect(instant('2026-03-29T02:30:59Z')).toBe('2026-03-29T02:30:59.000Z');
    expect(instant('2026-03-29T02:30:59.9999Z')).toBe('malformed');
  });

  it('is wall time in the zone when it has no offset', () => {
    expect(instant('2026-07-15 12:00', 'Europe/Rome')).toBe('2026-07-15T10:00:00.000Z');
    expect(instant('2026-03-29 02:30', 'Europe/Rome')).toBe('does_not_exist');
    expect(instant('2026-02-30 02:30', 'Europe/Rome')).toBe('malformed');
  });
});
