import { digestModulus } from '../digest-modulus.ts';
import type { Digest } from '../digest.ts';

/** The digest of the submissions of `a` without those of `b`: what `addDigests` undoes. */
export function subtractDigests(a: Digest, b: Digest): Digest {
  return {
    count: a.count - b.count,
    hashA: (a.hashA - b.hashA + digestModulus) % digestModulus,
    hashB: (a.hashB - b.hashB + digestModulus) % digestModulus,
  };
}
