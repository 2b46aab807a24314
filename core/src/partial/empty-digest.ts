import type { Digest } from './digest.ts';

/** The digest of no submissions. */
export const emptyDigest: Digest = { count: 0, hashA: 0, hashB: 0 };
