import type { SchedulingTerms } from '@whenly/core/event/scheduling-terms';
import type { Submission } from '@whenly/core/event/submission';
import type { Interval } from '@whenly/core/interval/interval';
import { mergePartials } from '@whenly/core/partial/merge-partials';
import type { Partial } from '@whenly/core/partial/partial';
import { findAlternatives } from '@whenly/core/solver/find-alternatives';
import { solve } from '@whenly/core/solver/solve';
import type { NewResult } from '@whenly/platform/postgres/queries/commit-results';

export type ComputedResult = Pick<NewResult, 'outcome' | 'details' | 'submissions'>;

const toPair = ({ start, end }: Interval): [number, number] => [start, end];

/**
 * What an event comes to.
 *
 * @param readSubmissions everybody's availability: asked for only when nothing suits everybody, to say what
 *   nearly would have.
 */
export async function computeResult(
  terms: SchedulingTerms,
  partials: readonly Partial[],
  unanswered: readonly string[],
  readSubmissions: () => Promise<readonly Submission[]>,
): Promise<ComputedResult> {
  const whole = mergePartials(partials, terms.generation);
  const solution = solve(whole, terms);
  const submissions = whole.digest.count;
  const nothing = { interval: null, intervals: [], total: 0, alternatives: [], unanswered: [...unanswered] };
  switch (solution.outcome) {
    case 'scheduled': {
      const interval = toPair(solution.interval);
      const details = { ...nothing, interval, intervals: [...solution.intervals], total: solution.total };
      return { outcome: 'scheduled', submissions, details };
    }
    case 'no_constraints':
      return { outcome: 'no_constraints', submissions, details: nothing };
    case 'no_solution': {
      const alternatives = findAlternatives(await readSubmissions(), terms).map((alternative) => ({
        ...alternative,
        absences: alternative.absences.map(({ participant, missing }) => ({
          participant,
          missing: missing.map(toPair),
        })),
      }));
      return { outcome: 'no_solution', submissions, details: { ...nothing, alternatives } };
    }
  }
}
