import type { SchedulingTerms } from '../event/scheduling-terms.ts';
import type { Submission } from '../event/submission.ts';
import type { Interval } from '../interval/interval.ts';
import { compareNearMisses, type NearMiss } from './near-miss.ts';
import { type StartChange, startChanges } from './start-changes.ts';

/**
 * The best near miss of each maximal run of starts (within `starts`) at which the same required people can
 * come, by time. One sweep over everybody's boundaries: between two of them all counts are constant and
 * the missing minutes linear, so the best start is next to a boundary. O(n log n) for n intervals.
 */
export function nearMisses(
  submissions: readonly Submission[],
  terms: SchedulingTerms,
  starts: Interval,
): NearMiss[] {
  const { durationMinutes } = terms;
  const required = submissions.filter(({ participant }) => !terms.optional.has(participant)).length;
  const changes = startChanges(submissions, terms);
  const minutes = Float64Array.from(new Set([...changes.keys(), starts.start, starts.end])).sort();
  const now = { available: 0, keyA: 0, keyB: 0, optional: 0, keen: 0, slope: 0 };
  let missingMinutes = required * (durationMinutes ?? 0);
  const found: NearMiss[] = [];
  let best: NearMiss | null = null;
  for (const [index, minute] of minutes.entries()) {
    const next = minutes[index + 1];
    if (next === undefined || minute >= starts.end) break;
    const change = changes.get(minute);
    if (change !== undefined) apply(change, now);
    if (best !== null && change !== undefined && (change.keyA !== 0 || change.keyB !== 0)) {
      found.push(best);
      best = null;
    }
    if (minute >= starts.start) {
      const { available, keyA, keyB, optional } = now;
      const counts = { available, keyA, keyB, optional, ifNeedBe: available + optional - now.keen };
      if (durationMinutes === null) {
        best = longerOrBetter(best, { ...counts, start: minute, end: next, missingMinutes: 0 });
      } else {
        const end = minute + durationMinutes;
        best = better(best, { ...counts, start: minute, end, missingMinutes });
        const later = next - 1 - minute;
        const missingLater = missingMinutes + later * now.slope;
        const shifted = { start: minute + later, end: end + later, missingMinutes: missingLater };
        best = better(best, { ...counts, ...shifted });
      }
    }
    missingMinutes += (next - minute) * now.slope;
  }
  if (best !== null) found.push(best);
  return found;
}

function apply(change: StartChange, now: StartChange): void {
  now.available += change.available;
  now.keyA += change.keyA;
  now.keyB += change.keyB;
  now.optional += change.optional;
  now.keen += change.keen;
  now.slope += change.slope;
}

function better(best: NearMiss | null, other: NearMiss): NearMiss {
  return best === null || compareNearMisses(other, best) < 0 ? other : best;
}

/** Without a duration, a stretch that goes on with the same counts only becomes longer. */
function longerOrBetter(best: NearMiss | null, next: NearMiss): NearMiss {
  const goesOn =
    best?.end === next.start && best.optional === next.optional && best.ifNeedBe === next.ifNeedBe;
  return goesOn ? { ...best, end: next.end } : better(best, next);
}
