import { type Layer, layers, type Partial } from '../partial/partial.ts';

/** A maximal run `[start, end)` of minutes at which the event can start, with the same counts at each. */
export interface StartRun {
  readonly start: number;
  readonly end: number;
  /** How many optional people can come. */
  readonly optional: number;
  /** How many of those who come (required or optional) come only if need be. */
  readonly ifNeedBe: number;
}

/**
 * The starts that suit all required people, by time; if nobody is required, those that suit at least one
 * optional person. One sweep over the boundaries of all layers: O(n log n).
 */
export function commonStarts({ required, boundaries }: Partial): StartRun[] {
  const count: Record<Layer, number> = { requiredAny: 0, requiredYes: 0, optionalAny: 0, optionalYes: 0 };
  const runs: StartRun[] = [];
  let run: Omit<StartRun, 'end'> | null = null;
  for (const minute of minutesOf(boundaries)) {
    for (const layer of layers) count[layer] += boundaries[layer].get(minute) ?? 0;
    const isCommon = count.requiredAny === required && (required > 0 || count.optionalAny > 0);
    const optional = count.optionalAny;
    const ifNeedBe = count.requiredAny - count.requiredYes + (count.optionalAny - count.optionalYes);
    // A boundary at which the counts stay the same, because one goes as another comes, ends nothing.
    if (isCommon && run !== null && run.optional === optional && run.ifNeedBe === ifNeedBe) continue;
    if (run !== null)
      runs.push({ start: run.start, end: minute, optional: run.optional, ifNeedBe: run.ifNeedBe });
    // Every count is 0 after the last boundary, so the last run ends there at the latest.
    run = isCommon ? { start: minute, optional, ifNeedBe } : null;
  }
  return runs;
}

function minutesOf(boundaries: Partial['boundaries']): Float64Array {
  const minutes = new Set<number>();
  for (const layer of layers) for (const minute of boundaries[layer].keys()) minutes.add(minute);
  return Float64Array.from(minutes).sort();
}
