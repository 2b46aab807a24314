import { describe, expect, it } from '@jest/globals';
import { isTimeZone } from './is-time-zone.ts';

describe('a time zone', () => {
  it.each(['UTC', 'Europe/Rome', 'America/Argentina/Buenos_Aires', 'Australia/Lord_Howe', 'Etc/GMT+5'])(
    'may be %s',
    (text) => {
      expect(isTimeZone(text)).toBe(true);
    },
  );

  it.each([
    '',
    '+02:00',
    '-05',
    '+0200',
    'UTC+1',
    'GMT+2',
    'Europe/Atlantis',
    'local',
    ' UTC',
    'Europe/Rome\n',
  ])('is never %j', (text) => {
    expect(isTimeZone(text)).toBe(false);
  });

  it('may be any that Intl lists', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((zone) => !isTimeZone(zone))).toEqual([]);
  });
});
