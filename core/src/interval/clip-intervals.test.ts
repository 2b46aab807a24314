import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clipIntervals } from './clip-intervals.ts';
import { anInterval, normalizedList } from './test/arbitrary-intervals.ts';
import { isNormalized } from './test/is-normalized.ts';
import { minutesOf } from './test/minutes-of.ts';

describe('clipped intervals', () => {
  it('hold the minutes inside the window only', () => {
    fc.assert(
      fc.property(normalizedList, anInterval, (intervals, window) => {
        const inside = minutesOf(intervals).filter((at) => window.start <= at && at < window.end);
        const result = clipIntervals(intervals, window);
        expect(minutesOf(result)).toEqual(inside);
        expect(isNormalized(result)).toBe(true);
      }),
    );
  });

  it('are all of them when there is no window', () => {
    expect(clipIntervals([{ start: 1, end: 2 }], null)).toEqual([{ start: 1, end: 2 }]);
  });
});
