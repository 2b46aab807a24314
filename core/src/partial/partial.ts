import type { Digest } from './digest.ts';

/**
 * The four counts that a partial keeps at every minute: of required and of optional people, those who can
 * come at all (`Any`: yes or if need be) and those who said yes.
 */
export const layers = ['requiredAny', 'requiredYes', 'optionalAny', 'optionalYes'] as const;
export type Layer = (typeof layers)[number];

/** A difference map: at `minute` the count changes by `change`. Only changes other than 0 are in it. */
export type Boundaries = ReadonlyMap<number, number>;

/**
 * One event server's share of one event: how many people can come when, as sparse difference maps over the
 * minutes at which the event can *start* (each person's availability is eroded by the duration first).
 * Partials form a commutative group under merging, so the order and the split over servers never matter.
 */
export interface Partial {
  /** The generation of the event's terms that it was computed with. */
  readonly generation: number;
  readonly digest: Digest;
  /** How many of the people it stands for are required; the others, `digest.count - required`, are optional. */
  readonly required: number;
  readonly boundaries: Readonly<Record<Layer, Boundaries>>;
}
