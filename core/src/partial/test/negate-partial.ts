import { emptyDigest } from '../empty-digest.ts';
import type { Boundaries, Partial } from '../partial.ts';
import { subtractDigests } from './subtract-digests.ts';

/** The inverse in the group of partials: merged with the partial itself, it gives the empty one. */
export function negatePartial({ generation, digest, required, boundaries }: Partial): Partial {
  return {
    generation,
    digest: subtractDigests(emptyDigest, digest),
    required: 0 - required,
    boundaries: {
      requiredAny: negated(boundaries.requiredAny),
      requiredYes: negated(boundaries.requiredYes),
      optionalAny: negated(boundaries.optionalAny),
      optionalYes: negated(boundaries.optionalYes),
    },
  };
}

function negated(boundaries: Boundaries): Boundaries {
  return new Map(Array.from(boundaries, ([minute, change]) => [minute, -change]));
}
