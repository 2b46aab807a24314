import { describe, expect, it } from '@jest/globals';
import { shouldBrake } from './should-brake.ts';

const brakes = (known: string[], alive: string[]): boolean =>
  shouldBrake({ knownServers: known, aliveServers: alive });

describe('the brake', () => {
  it('holds when most servers look dead at once', () => {
    expect(brakes(['a', 'b', 'c'], ['a'])).toBe(true);
    expect(brakes(['a', 'b'], [])).toBe(true);
    expect(brakes(['a', 'b', 'c', 'd', 'e'], ['a', 'b'])).toBe(true);
  });

  it('does not hold for half of them or fewer', () => {
    expect(brakes(['a', 'b', 'c', 'd'], ['a', 'b'])).toBe(false);
    expect(brakes(['a', 'b', 'c'], ['a', 'b'])).toBe(false);
    expect(brakes(['a', 'b'], ['a'])).toBe(false);
    expect(brakes(['a', 'b'], ['a', 'b'])).toBe(false);
  });

  it('does not hold for the only server, nor when none was known', () => {
    expect(brakes(['a'], [])).toBe(false);
    expect(brakes([], [])).toBe(false);
    expect(brakes([], ['a'])).toBe(false);
  });

  it('is not fooled by new servers or by one named twice', () => {
    expect(brakes(['a', 'b', 'c'], ['x', 'y', 'z'])).toBe(true);
    expect(brakes(['a', 'a', 'a'], [])).toBe(false);
  });
});
