import type { Solution } from '../event/result.ts';
import type { SchedulingTerms } from '../event/scheduling-terms.ts';
import type { Partial } from '../partial/partial.ts';
import { commonStarts, type StartRun } from './common-starts.ts';
import { maxCommonIntervals } from './max-common-intervals.ts';

/**
 * The solution of an event whose submissions the partial stands for. Common intervals come in the order of
 * how many optional people come (most first), how many come only if need be (fewest first), and time.
 *
 * @throws Error if the partial was computed with other terms than these: its counts would be wrong.
 */
export function solve(partial: Partial, terms: SchedulingTerms): Solution {
  if (partial.generation !== terms.generation) {
    throw new Error(`A partial of generation ${partial.generation} for terms of ${terms.generation}`);
  }
  if (partial.digest.count === 0) return { outcome: 'no_constraints' };
  const runs = commonStarts(partial).sort(bestFirst);
  const [best] = runs;
  if (best === undefined) return { outcome: 'no_solution' };
  const { durationMinutes } = terms;
  // What starts at the last minute of a run still lasts for the duration.
  const beyondLastStart = durationMinutes === null ? 0 : durationMinutes - 1;
  const end = durationMinutes === null ? best.end : best.start + durationMinutes;
  return {
    outcome: 'scheduled',
    interval: { start: best.start, end },
    intervals: runs.slice(0, maxCommonIntervals).map((run) => ({ ...run, end: run.end + beyondLastStart })),
    total: runs.length,
  };
}

function bestFirst(a: StartRun, b: StartRun): number {
  return b.optional - a.optional || a.ifNeedBe - b.ifNeedBe || a.start - b.start;
}
