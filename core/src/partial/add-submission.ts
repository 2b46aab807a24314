import type { ContentHash } from './content-hash.ts';
import { mergePartials } from './merge-partials.ts';
import type { Contribution, Partial } from './partial.ts';

/**
 * The partial with one submission more. `isRequired` says on whose layers the contribution lies. Copies the
 * partial: for many submissions at once there is `partialOf`.
 */
export function addSubmission(
  partial: Partial,
  contribution: Contribution,
  isRequired: boolean,
  hash: ContentHash,
): Partial {
  const { generation } = partial;
  const required = isRequired ? 1 : 0;
  const digest = { count: 1, hashA: hash.hashA, hashB: hash.hashB };
  return mergePartials([partial, { generation, digest, required, boundaries: contribution }], generation);
}
