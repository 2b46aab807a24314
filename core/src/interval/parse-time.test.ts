import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatMinute } from './format-minute.ts';
import { parseTime } from './parse-time.ts';

/** What a text means, as UTC or as the reason why it means nothing. */
function meaning(text: string, timeZone = 'UTC', ambiguous: 'earlier' | 'later' = 'earlier'): string {
  const parsed = parseTime(text, timeZone, { ambiguous });
  return parsed.ok ? formatMinute(parsed.minute) : parsed.reason;
}

describe('a time', () => {
  it('without an offset is wall time in the zone', () => {
    expect(meaning('2026-01-15 12:00', 'Europe/Rome')).toBe('2026-01-15T11:00:00Z');
    expect(meaning('2026-07-15 12:00', 'Europe/Rome')).toBe('2026-07-15T10:00:00Z');
    expect(meaning('2026-07-15T12:00', 'Asia/Kathmandu')).toBe('2026-07-15T06:15:00Z');
    expect(meaning('2026-01-01 00:30', 'Pacific/Kiritimati')).toBe('2025-12-31T10:30:00Z');
    expect(meaning('2026-12-31 23:30', 'Etc/GMT+12')).toBe('2027-01-01T11:30:00Z');
  });

  it('with an offset does not depend on the zone', () => {
    expect(meaning('2026-03-29T02:30:00+02:00', 'America/New_York')).toBe('2026-03-29T00:30:00Z');
    expect(meaning('2026-03-29T02:30-03:30')).toBe('2026-03-29T06:00:00Z');
    expect(meaning('2026-03-29t02:30:00.000z')).toBe('2026-03-29T02:30:00Z');
    expect(meaning('2026-03-29 02:30:00Z')).toBe('2026-03-29T02:30:00Z');
  });

  it('that the clocks skip does not exist', () => {
    expect(meaning('2026-03-29 01:59', 'Europe/Rome')).toBe('2026-03-29T00:59:00Z');
    expect(meaning('2026-03-29 02:00', 'Europe/Rome')).toBe('does_not_exist');
    expect(meaning('2026-03-29 02:59', 'Europe/Rome')).toBe('does_not_exist');
    expect(meaning('2026-03-29 03:00', 'Europe/Rome')).toBe('2026-03-29T01:00:00Z');
    expect(meaning('2026-03-08 02:30', 'America/New_York')).toBe('does_not_exist');
    expect(meaning('2026-10-04 02:29', 'Australia/Lord_Howe')).toBe('does_not_exist');
    expect(meaning('2026-10-04 02:30', 'Australia/Lord_Howe')).toBe('2026-10-03T15:30:00Z');
  });

  it('that the clocks show twice is the earlier one unless told', () => {
    expect(meaning('2026-10-25 02:30', 'Europe/Rome')).toBe('2026-10-25T00:30:00Z');
    expect(meaning('2026-10-25 02:30', 'Europe/Rome', 'later')).toBe('2026-10-25T01:30:00Z');
    expect(meaning('2026-10-25 03:00', 'Europe/Rome', 'later')).toBe('2026-10-25T02:00:00Z');
    expect(meaning('2026-11-01 01:30', 'America/New_York')).toBe('2026-11-01T05:30:00Z');
    expect(meaning('2026-11-01 01:30', 'America/New_York', 'later')).toBe('2026-11-01T06:30:00Z');
    expect(meaning('2026-04-05 01:45', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00Z');
    expect(meaning('2026-04-05 01:45', 'Australia/Lord_Howe', 'later')).toBe('2026-04-04T15:15:00Z');
    expect(meaning('2026-04-05 02:00', 'Australia/Lord_Howe')).toBe('2026-04-04T15:30:00Z');
  });

  it('of a day that a zone left out does not exist', () => {
    expect(meaning('2011-12-30 12:00', 'Pacific/Apia')).toBe('does_not_exist');
    expect(meaning('2011-12-31 00:00', 'Pacific/Apia')).toBe('2011-12-30T10:00:00Z');
  });

  it('with seconds is not a whole minute', () => {
    expect(meaning('2026-03-29T02:30:01Z')).toBe('not_a_whole_minute');
    expect(meaning('2026-03-29T02:30:00.001Z')).toBe('not_a_whole_minute');
    // Until 1972 Liberia's clocks were 44 minutes and 30 seconds behind UTC.
    expect(meaning('1971-01-01 12:00', 'Africa/Monrovia')).toBe('not_a_whole_minute');
  });

  it.each([
    ['2026-02-30 12:00'],
    ['2025-02-29 12:00'],
    ['2026-13-01 12:00'],
    ['2026-00-01 12:00'],
    ['2026-01-00 12:00'],
    ['2026-04-31 12:00'],
    ['2026-01-01 24:00'],
    ['2026-01-01 25:10'],
    ['2026-01-01 12:60'],
    ['2026-01-01 12:00:00'],
    ['2026-01-01T12:00:60Z'],
    ['2026-01-01T12:00:00.Z'],
    ['2026-01-01T12:00:00+24:00'],
    ['2026-01-01T12:00:00+0200'],
    ['2026-01-01  12:00'],
    [' 2026-01-01 12:00'],
    ['2026-01-01 12:00\n'],
    ['2026-1-1 12:00'],
    ['+02026-01-01T12:00Z'],
    ['1969-12-31 23:59'],
    ['2201-01-01 00:00'],
    ['0099-01-01 00:00'],
    ['9999-12-31 23:59'],
    ['２０２６-01-01 12:00'],
    [''],
    ['tomorrow'],
  ])('written as %j is malformed', (text) => {
    expect(meaning(text)).toBe('malformed');
  });

  it('exists on leap days, and from 1970 to 2200', () => {
    expect(meaning('2028-02-29 12:00')).toBe('2028-02-29T12:00:00Z');
    expect(meaning('1970-01-01 00:00')).toBe('1970-01-01T00:00:00Z');
    expect(meaning('2200-12-31 23:59')).toBe('2200-12-31T23:59:00Z');
    expect(meaning('1970-01-01 00:00', 'Asia/Tokyo')).toBe('malformed');
    expect(meaning('1969-12-31 23:00', 'America/New_York')).toBe('1970-01-01T04:00:00Z');
  });

  it('is what the zone’s wall clock shows at the minute that it means', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 40_000_000 }), (timeZone, minute) => {
        const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
        const wall = text.format(minute * 60_000);
        fc.pre(wall.endsWith(':00'));
        const meant = (['earlier', 'later'] as const).map((ambiguous) =>
          parseTime(wall.slice(0, -3), timeZone, { ambiguous }),
        );
        expect(meant).toContainEqual({ ok: true, minute });
      }),
      { numRuns: 1000 },
    );
  });

  it('is read in linear time', () => {
    // The best of ten runs, and at least 1 ms: a busy machine changes nothing.
    const bestMs = (text: string): number => {
      const times = Array.from({ length: 10 }, () => {
        const started = performance.now();
        expect(meaning(text)).toBe('malformed');
        return performance.now() - started;
      });
      return Math.max(1, Math.min(...times));
    };
    const texts = (length: number) => [
      '9'.repeat(length),
      `2026-01-01T12:00:00.${'0'.repeat(length)}`,
      ' '.repeat(length),
    ];
    const short = texts(5_000).map(bestMs);
    // Quadratic time would make ten times the length take a hundred times as long.
    for (const [index, text] of texts(50_000).entries()) {
      expect(bestMs(text)).toBeLessThan(30 * (short[index] ?? 1));
    }
  });
});
