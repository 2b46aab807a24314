import type { Digest } from './digest.ts';

/** Whether two digests stand for the same submissions; a chance match has a probability of about 2^-96. */
export function equalDigests(a: Digest, b: Digest): boolean {
  return a.count === b.count && a.hashA === b.hashA && a.hashB === b.hashB;
}
