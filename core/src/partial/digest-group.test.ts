import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDigests } from './add-digests.ts';
import type { Digest } from './digest.ts';
import { emptyDigest } from './empty-digest.ts';
import { equalDigests } from './equal-digests.ts';
import { subtractDigests } from './test/subtract-digests.ts';

const half = fc.oneof(
  fc.maxSafeNat().map((n) => n % 2 ** 48),
  fc.constantFrom(0, 1, 2 ** 48 - 1, 2 ** 47),
);
const digest: fc.Arbitrary<Digest> = fc.record({ count: fc.nat(1e6), hashA: half, hashB: half });

describe('digests under adding', () => {
  it('are associative and commutative', () => {
    fc.assert(
      fc.property(digest, digest, digest, (a, b, c) => {
        expect(addDigests(addDigests(a, b), c)).toEqual(addDigests(a, addDigests(b, c)));
        expect(addDigests(a, b)).toEqual(addDigests(b, a));
      }),
    );
  });

  it('have the empty digest as identity, and subtracting undoes adding', () => {
    fc.assert(
      fc.property(digest, digest, (a, b) => {
        expect(addDigests(a, emptyDigest)).toEqual(a);
        expect(subtractDigests(addDigests(a, b), b)).toEqual(a);
        expect(addDigests(subtractDigests(a, b), b)).toEqual(a);
      }),
    );
  });

  it('are exact modulo 2^48', () => {
    fc.assert(
      fc.property(digest, digest, (a, b) => {
        const sum = (BigInt(a.hashA) + BigInt(b.hashA)) % 2n ** 48n;
        const difference = (BigInt(a.hashB) - BigInt(b.hashB) + 2n ** 48n) % 2n ** 48n;
        expect(BigInt(addDigests(a, b).hashA)).toBe(sum);
        expect(BigInt(subtractDigests(a, b).hashB)).toBe(difference);
      }),
    );
  });

  it('are equal only if the count and both halves are', () => {
    const one = { count: 1, hashA: 2, hashB: 3 };
    expect(equalDigests(one, { ...one })).toBe(true);
    expect(equalDigests(one, { ...one, count: 2 })).toBe(false);
    expect(equalDigests(one, { ...one, hashA: 3 })).toBe(false);
    expect(equalDigests(one, { ...one, hashB: 2 })).toBe(false);
  });
});
