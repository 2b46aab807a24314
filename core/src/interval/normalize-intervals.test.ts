import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Interval } from './interval.ts';
import { clipIntervals } from './clip-intervals.ts';
import { erodeIntervals } from './erode-intervals.ts';
import { normalizeAvailability } from './normalize-availability.ts';
import { normalizeIntervals } from './normalize-intervals.ts';
import { subtractIntervals } from './subtract-intervals.ts';

const interval = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 15 }))
  .map(([start, length]) => ({ start, end: start + length }));
const list = fc.array(interval, { maxLength: 8 });
const normalized = list.map(normalizeIntervals);

/** The minutes of the intervals, each once: what they mean, whatever way they are cut. */
function minutesOf(intervals: readonly Interval[]): number[] {
  const minutes = new Set<number>();
  for (const { start, end } of intervals) for (let at = start; at < end; at += 1) minutes.add(at);
  return [...minutes].sort((a, b) => a - b);
}

function isNormalized(intervals: readonly Interval[]): boolean {
  return intervals.every(
    ({ start, end }, index) => start < end && start > (intervals[index - 1]?.end ?? -Infinity),
  );
}

describe('normalized intervals', () => {
  it('hold the same minutes, sorted, and neither overlap nor touch', () => {
    fc.assert(
      fc.property(list, (intervals) => {
        const result = normalizeIntervals(intervals);
        expect(minutesOf(result)).toEqual(minutesOf(intervals));
        expect(isNormalized(result)).toBe(true);
      }),
    );
  });

  it('do not depend on the order', () => {
    fc.assert(
      fc.property(list, (intervals) => {
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

describe('clipped intervals', () => {
  it('hold the minutes inside the window only', () => {
    fc.assert(
      fc.property(normalized, interval, (intervals, window) => {
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

describe('a difference of intervals', () => {
  it('holds the minutes that are in the first only', () => {
    fc.assert(
      fc.property(normalized, normalized, (a, b) => {
        const holes = new Set(minutesOf(b));
        const result = subtractIntervals(a, b);
        expect(minutesOf(result)).toEqual(minutesOf(a).filter((at) => !holes.has(at)));
        expect(isNormalized(result)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('eroded intervals', () => {
  it('hold the minutes from which the whole duration fits', () => {
    fc.assert(
      fc.property(normalized, fc.integer({ min: 1, max: 12 }), (intervals, duration) => {
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

describe('a normalized availability', () => {
  it('never says yes and if need be at once, and yes wins', () => {
    fc.assert(
      fc.property(list, list, (yes, ifNeedBe) => {
        const result = normalizeAvailability({ yes, ifNeedBe });
        const surely = new Set(minutesOf(yes));
        expect(minutesOf(result.yes)).toEqual(minutesOf(yes));
        expect(minutesOf(result.ifNeedBe)).toEqual(minutesOf(ifNeedBe).filter((at) => !surely.has(at)));
        expect(isNormalized(result.yes) && isNormalized(result.ifNeedBe)).toBe(true);
      }),
    );
  });
});
