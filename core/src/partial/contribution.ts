import type { SchedulingTerms } from '../event/scheduling-terms.ts';
import type { Availability } from '../interval/availability.ts';
import type { Interval } from '../interval/interval.ts';
import type { Boundaries, Contribution } from './partial.ts';
import { validStarts } from './valid-starts.ts';

const none: Boundaries = new Map();

/** What a participant's availability adds to a partial, on the layers of the required or optional people. */
export function contributionOf(
  availability: Availability,
  terms: SchedulingTerms,
  participant: string,
): Contribution {
  const starts = validStarts(availability, terms);
  const [any, yes] = [boundariesOf(starts.any), boundariesOf(starts.yes)];
  return terms.optional.has(participant)
    ? { requiredAny: none, requiredYes: none, optionalAny: any, optionalYes: yes }
    : { requiredAny: any, requiredYes: yes, optionalAny: none, optionalYes: none };
}

/** The intervals neither overlap nor touch, so no two changes fall on the same minute. */
function boundariesOf(intervals: readonly Interval[]): Boundaries {
  const boundaries = new Map<number, number>();
  for (const { start, end } of intervals) boundaries.set(start, 1).set(end, -1);
  return boundaries;
}
