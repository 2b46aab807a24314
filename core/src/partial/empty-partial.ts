import { emptyDigest } from './empty-digest.ts';
import type { Partial } from './partial.ts';

/** The partial of no submissions. */
export function emptyPartial(generation: number): Partial {
  return {
    generation,
    digest: emptyDigest,
    required: 0,
    boundaries: {
      requiredAny: new Map(),
      requiredYes: new Map(),
      optionalAny: new Map(),
      optionalYes: new Map(),
    },
  };
}
