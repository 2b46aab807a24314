import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalizeAvailability } from './normalize-availability.ts';
import { intervalList } from './test/arbitrary-intervals.ts';
import { isNormalized } from './test/is-normalized.ts';
import { minutesOf } from './test/minutes-of.ts';

describe('a normalized availability', () => {
  it('never says yes and if need be at once, and yes wins', () => {
    fc.assert(
      fc.property(intervalList, intervalList, (yes, ifNeedBe) => {
        const result = normalizeAvailability({ yes, ifNeedBe });
        const surely = new Set(minutesOf(yes));
        expect(minutesOf(result.yes)).toEqual(minutesOf(yes));
        expect(minutesOf(result.ifNeedBe)).toEqual(minutesOf(ifNeedBe).filter((at) => !surely.has(at)));
        expect(isNormalized(result.yes) && isNormalized(result.ifNeedBe)).toBe(true);
      }),
    );
  });
});
