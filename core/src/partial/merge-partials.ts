import { addChange } from './add-change.ts';
import { addDigests } from './add-digests.ts';
import { emptyDigest } from './empty-digest.ts';
import { layers, type Partial } from './partial.ts';

/**
 * The partial of all their submissions together; the order does not matter. Linear in the boundaries.
 *
 * @throws Error if one was computed with the terms of another generation: adding it would give wrong counts.
 */
export function mergePartials(partials: Iterable<Partial>, generation: number): Partial {
  let digest = emptyDigest;
  let required = 0;
  const boundaries = {
    requiredAny: new Map<number, number>(),
    requiredYes: new Map<number, number>(),
    optionalAny: new Map<number, number>(),
    optionalYes: new Map<number, number>(),
  };
  for (const partial of partials) {
    if (partial.generation !== generation) {
      throw new Error(`A partial of generation ${partial.generation} among those of ${generation}`);
    }
    digest = addDigests(digest, partial.digest);
    required += partial.required;
    for (const layer of layers) {
      for (const [minute, change] of partial.boundaries[layer]) addChange(boundaries[layer], minute, change);
    }
  }
  return { generation, digest, required, boundaries };
}
