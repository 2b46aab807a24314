import type { Digest } from './digest.ts';

const modulus = 2 ** 48;

/** The digest of the submissions of `a` without those of `b`: what `addDigests` undoes. */
export function subtractDigests(a: Digest, b: Digest): Digest {
  return {
    count: a.count - b.count,
    hashA: (a.hashA - b.hashA + modulus) % modulus,
    hashB: (a.hashB - b.hashB + modulus) % modulus,
  };
}
