import { addSubmission } from './add-submission.ts';
import type { ContentHash } from './content-hash.ts';
import { emptyPartial } from './empty-partial.ts';
import { mergePartials } from './merge-partials.ts';
import { negatePartial } from './negate-partial.ts';
import type { Contribution, Partial } from './partial.ts';

/** The partial without a submission that is in it: what `addSubmission` with the same arguments undoes. */
export function removeSubmission(
  partial: Partial,
  contribution: Contribution,
  isRequired: boolean,
  hash: ContentHash,
): Partial {
  const { generation } = partial;
  const alone = addSubmission(emptyPartial(generation), contribution, isRequired, hash);
  return mergePartials([partial, negatePartial(alone)], generation);
}
