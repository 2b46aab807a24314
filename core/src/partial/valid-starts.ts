import type { SchedulingTerms } from '../event/scheduling-terms.ts';
import { anyAvailability } from '../interval/any-availability.ts';
import type { Availability } from '../interval/availability.ts';
import { clipIntervals } from '../interval/clip-intervals.ts';
import { erodeIntervals } from '../interval/erode-intervals.ts';
import type { Interval } from '../interval/interval.ts';

/** The minutes at which the event can start so that a person can stay to its end. */
export interface ValidStarts {
  /** With yes all along. */
  readonly yes: readonly Interval[];
  /** With yes or if need be: a stretch that needs both levels counts here only. */
  readonly any: readonly Interval[];
}

/** When the event can start for a person with this availability, under the event's terms. */
export function validStarts(
  availability: Availability,
  { durationMinutes, window }: SchedulingTerms,
): ValidStarts {
  const yes = erodeIntervals(clipIntervals(availability.yes, window), durationMinutes);
  if (availability.ifNeedBe.length === 0) return { yes, any: yes };
  return { yes, any: erodeIntervals(anyAvailability(availability, window), durationMinutes) };
}
