import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalizeIntervals } from './normalize-intervals.ts';
import { intervalList } from './test/arbitrary-intervals.ts';
import { isNormalized } from './test/is-normalized.ts';
import { minutesOf } from './test/minutes-of.ts';

describe('normalized intervals', () => {
  it('hold the same minutes, sorted, and neither overlap nor touch', () => {
    fc.assert(
      fc.property(intervalList, (intervals) => {
        const result = normalizeIntervals(intervals);
        expect(minutesOf(result)).toEqual(minutesOf(intervals));
        expect(isNormalized(result)).toBe(true);
      }),
    );
  });

  it('do not depend on the order', () => {
    fc.assert(
      fc.property(intervalList, (intervals) => {
        expect(normalizeIntervals([...intervals].reverse())).toEqual(normalizeIntervals(intervals));
      }),
    );
  });

  it('leave out what holds no minute', () => {
    expect(
      normalizeIntervals([
        { start: 5, end: 5 },
        { start: 9, end: 3 },
      ]),
    ).toEqual([]);
  });

  it('join those that touch', () => {
    expect(
      normalizeIntervals([
        { start: 5, end: 9 },
        { start: 0, end: 5 },
      ]),
    ).toEqual([{ start: 0, end: 9 }]);
  });
});
