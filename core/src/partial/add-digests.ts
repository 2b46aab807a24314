import { digestModulus } from './digest-modulus.ts';
import type { Digest } from './digest.ts';

/** The digest of both sets of submissions together. Exact: a sum of two halves stays below 2^49. */
export function addDigests(a: Digest, b: Digest): Digest {
  return {
    count: a.count + b.count,
    hashA: (a.hashA + b.hashA) % digestModulus,
    hashB: (a.hashB + b.hashB) % digestModulus,
  };
}
