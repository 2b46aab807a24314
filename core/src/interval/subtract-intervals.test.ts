import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { subtractIntervals } from './subtract-intervals.ts';
import { normalizedList } from './test/arbitrary-intervals.ts';
import { isNormalized } from './test/is-normalized.ts';
import { minutesOf } from './test/minutes-of.ts';

describe('a difference of intervals', () => {
  it('holds the minutes that are in the first only', () => {
    fc.assert(
      fc.property(normalizedList, normalizedList, (a, b) => {
        const holes = new Set(minutesOf(b));
        const result = subtractIntervals(a, b);
        expect(minutesOf(result)).toEqual(minutesOf(a).filter((at) => !holes.has(at)));
        expect(isNormalized(result)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
