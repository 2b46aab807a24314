import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadBound } from './load-bound.ts';

describe('the load bound', () => {
  it('is 1.25 times the even share, rounded up', () => {
    expect(loadBound(100, 4)).toBe(32);
    expect(loadBound(80, 4)).toBe(25);
    expect(loadBound(81, 4)).toBe(26);
  });

  it('is at least 1', () => {
    expect(loadBound(0, 4)).toBe(1);
  });

  it('always leaves room for all events', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 1000 }), (events, servers) => {
        expect(loadBound(events, servers) * servers).toBeGreaterThanOrEqual(events);
      }),
    );
  });
});
