import { addChange } from './add-change.ts';
import type { Digest } from './digest.ts';
import type { Boundaries, Layer, Partial } from './partial.ts';

/** A partial as JSON: each layer's changes as `[minute, change]`, by minute. */
export interface EncodedPartial {
  /** Grows when partials come to mean something else: those of different formats can't be merged. */
  readonly format: 1;
  readonly generation: number;
  readonly digest: Digest;
  readonly required: number;
  readonly boundaries: Readonly<Record<Layer, readonly (readonly [number, number])[]>>;
}

/** Equal partials give the same JSON. */
export function encodePartial({ generation, digest, required, boundaries }: Partial): EncodedPartial {
  return {
    format: 1,
    generation,
    digest: { count: digest.count, hashA: digest.hashA, hashB: digest.hashB },
    required,
    boundaries: {
      requiredAny: byMinute(boundaries.requiredAny),
      requiredYes: byMinute(boundaries.requiredYes),
      optionalAny: byMinute(boundaries.optionalAny),
      optionalYes: byMinute(boundaries.optionalYes),
    },
  };
}

function byMinute(boundaries: Boundaries): [number, number][] {
  return [...boundaries].sort(([a], [b]) => a - b);
}

/** The partial that `encodePartial` encoded. The shape has been checked where the JSON came in. */
export function decodePartial({ generation, digest, required, boundaries }: EncodedPartial): Partial {
  return {
    generation,
    digest,
    required,
    boundaries: {
      requiredAny: boundariesOf(boundaries.requiredAny),
      requiredYes: boundariesOf(boundaries.requiredYes),
      optionalAny: boundariesOf(boundaries.optionalAny),
      optionalYes: boundariesOf(boundaries.optionalYes),
    },
  };
}

function boundariesOf(pairs: readonly (readonly [number, number])[]): Boundaries {
  const boundaries = new Map<number, number>();
  for (const [minute, change] of pairs) addChange(boundaries, minute, change);
  return boundaries;
}
