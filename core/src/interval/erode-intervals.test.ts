import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { erodeIntervals } from './erode-intervals.ts';
import { normalizedList } from './test/arbitrary-intervals.ts';
import { isNormalized } from './test/is-normalized.ts';
import { minutesOf } from './test/minutes-of.ts';

describe('eroded intervals', () => {
  it('hold the minutes from which the whole duration fits', () => {
    fc.assert(
      fc.property(normalizedList, fc.integer({ min: 1, max: 12 }), (intervals, duration) => {
        const minutes = minutesOf(intervals);
        const known = new Set(minutes);
        const fits = (start: number): boolean =>
          Array.from({ length: duration }, (_, index) => start + index).every((at) => known.has(at));
        const result = erodeIntervals(intervals, duration);
        expect(minutesOf(result)).toEqual(minutes.filter(fits));
        expect(isNormalized(result)).toBe(true);
      }),
    );
  });

  it('keep a single start where the duration just fits, and nothing where it does not', () => {
    const exactly = [{ start: 10, end: 40 }];
    expect(erodeIntervals(exactly, 30)).toEqual([{ start: 10, end: 11 }]);
    expect(erodeIntervals(exactly, 31)).toEqual([]);
  });

  it('are left as they are without a duration', () => {
    expect(erodeIntervals([{ start: 10, end: 40 }], null)).toEqual([{ start: 10, end: 40 }]);
  });
});
