import type { SchedulingTerms } from '../event/scheduling-terms.ts';
import type { Submission } from '../event/submission.ts';
import { mixBits } from '../hash/mix-bits.ts';
import { anyAvailability } from '../interval/any-availability.ts';
import type { Interval } from '../interval/interval.ts';
import { validStarts } from '../partial/valid-starts.ts';

/** What changes at a minute for an event that starts there and no longer a minute earlier. */
export interface StartChange {
  /** In the number of required people who can come. */
  available: number;
  /** In two sums over those people that stand for who they are. */
  keyA: number;
  keyB: number;
  /** In the number of optional people who can come. */
  optional: number;
  /** In the number of people (required or optional) who can come and said yes. */
  keen: number;
  /** In the slope of the minutes that required people are missing in all. */
  slope: number;
}

/**
 * The changes of all people, by minute. Somebody who is there during [s, e) misses a minute less of
 * [t, t + d) for each minute that t + d goes past s, until it is past e; and a minute more for each that t
 * goes past s, until it is past e: the slope changes at s - d, e - d, s and e.
 */
export function startChanges(
  submissions: readonly Submission[],
  terms: SchedulingTerms,
): Map<number, StartChange> {
  const changes = new Map<number, StartChange>();
  const at = (minute: number): StartChange => {
    const known = changes.get(minute);
    if (known !== undefined) return known;
    const change = { available: 0, keyA: 0, keyB: 0, optional: 0, keen: 0, slope: 0 };
    changes.set(minute, change);
    return change;
  };
  const duration = terms.durationMinutes ?? 0;
  for (const [index, { participant, availability }] of submissions.entries()) {
    const starts = validStarts(availability, terms);
    eachBoundary(starts.yes, (minute, sign) => (at(minute).keen += sign));
    if (terms.optional.has(participant)) {
      eachBoundary(starts.any, (minute, sign) => (at(minute).optional += sign));
      continue;
    }
    const [keyA, keyB] = [mixBits(2 * index + 1), mixBits(2 * index + 2)];
    eachBoundary(starts.any, (minute, sign) => {
      const change = at(minute);
      change.available += sign;
      change.keyA += sign * keyA;
      change.keyB += sign * keyB;
    });
    if (duration === 0) continue;
    eachBoundary(anyAvailability(availability, terms.window), (minute, sign) => {
      at(minute - duration).slope -= sign;
      at(minute).slope += sign;
    });
  }
  return changes;
}

function eachBoundary(intervals: readonly Interval[], tell: (minute: number, sign: 1 | -1) => void): void {
  for (const { start, end } of intervals) {
    tell(start, 1);
    tell(end, -1);
  }
}
