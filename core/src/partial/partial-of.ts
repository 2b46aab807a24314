import type { SchedulingTerms } from '../event/scheduling-terms.ts';
import type { Submission } from '../event/submission.ts';
import type { Interval } from '../interval/interval.ts';
import { addChange } from './add-change.ts';
import { addDigests } from './add-digests.ts';
import type { ContentHash } from './content-hash.ts';
import type { Digest } from './digest.ts';
import { emptyDigest } from './empty-digest.ts';
import type { Partial } from './partial.ts';
import { validStarts } from './valid-starts.ts';

/**
 * The partial of many submissions, computed from the submissions themselves. The same as merging the
 * partials of each, but linear in their intervals.
 */
export function partialOf(
  submissions: Iterable<Submission & { readonly hash: ContentHash }>,
  terms: SchedulingTerms,
): Partial {
  let digest: Digest = emptyDigest;
  let required = 0;
  const requiredAny = new Map<number, number>();
  const requiredYes = new Map<number, number>();
  const optionalAny = new Map<number, number>();
  const optionalYes = new Map<number, number>();
  for (const { participant, availability, hash } of submissions) {
    const starts = validStarts(availability, terms);
    const isOptional = terms.optional.has(participant);
    if (!isOptional) required += 1;
    addStarts(isOptional ? optionalAny : requiredAny, starts.any);
    addStarts(isOptional ? optionalYes : requiredYes, starts.yes);
    digest = addDigests(digest, { count: 1, hashA: hash.hashA, hashB: hash.hashB });
  }
  const boundaries = { requiredAny, requiredYes, optionalAny, optionalYes };
  return { generation: terms.generation, digest, required, boundaries };
}

function addStarts(boundaries: Map<number, number>, starts: readonly Interval[]): void {
  for (const { start, end } of starts) {
    addChange(boundaries, start, 1);
    addChange(boundaries, end, -1);
  }
}
