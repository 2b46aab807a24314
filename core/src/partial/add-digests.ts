import type { Digest } from './digest.ts';

const modulus = 2 ** 48;

/** The digest of both sets of submissions together. Exact: a sum of two halves stays below 2^49. */
export function addDigests(a: Digest, b: Digest): Digest {
  return {
    count: a.count + b.count,
    hashA: (a.hashA + b.hashA) % modulus,
    hashB: (a.hashB + b.hashB) % modulus,
  };
}
