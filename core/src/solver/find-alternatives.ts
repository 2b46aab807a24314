import type { Absence, Alternative } from '../event/result.ts';
import type { SchedulingTerms } from '../event/scheduling-terms.ts';
import type { Submission } from '../event/submission.ts';
import { anyAvailability } from '../interval/any-availability.ts';
import type { Interval } from '../interval/interval.ts';
import { subtractIntervals } from '../interval/subtract-intervals.ts';
import { compareNearMisses, type NearMiss } from './near-miss.ts';
import { nearMisses } from './near-misses.ts';

/**
 * For an event without a solution: the times that would nearly have worked, best first. Best is fewest
 * required people missing, then most optional ones, fewest if need be, fewest minutes that the required
 * people miss in all (with a duration), earliest. One that overlaps a better one must ask other people, and
 * no more of them; and a time at which nobody can come counts only if there is none at which somebody can.
 *
 * With a duration each is exactly that long; without one, it is a maximal stretch with the same required
 * people and the same counts throughout. If nobody is required there are none: an event without a solution
 * then has no time at which anybody can come. O(n log n) for n intervals in all submissions.
 */
export function findAlternatives(
  submissions: readonly Submission[],
  terms: SchedulingTerms,
  limit = 3,
): Alternative[] {
  const starts = startsWorthALook(submissions, terms);
  const isAnybodyRequired = submissions.some(({ participant }) => !terms.optional.has(participant));
  if (starts === null || !isAnybodyRequired) return [];
  const chosen: NearMiss[] = [];
  for (const nearMiss of nearMisses(submissions, terms, starts).sort(compareNearMisses)) {
    const isEnough = chosen.length >= limit || (chosen.length > 0 && isDeserted(nearMiss));
    if (isEnough) break;
    if (!chosen.some((better) => isMuchTheSame(nearMiss, better))) chosen.push(nearMiss);
  }
  return chosen.map(({ start, end, optional, ifNeedBe }) => ({
    start,
    end,
    absences: absencesFrom({ start, end }, submissions, terms),
    optional,
    ifNeedBe,
  }));
}

/** The starts, inside the window, of whatever touches a minute at which anybody can come. */
function startsWorthALook(
  submissions: readonly Submission[],
  { durationMinutes, window }: SchedulingTerms,
): Interval | null {
  const length = durationMinutes ?? 1;
  let [first, last] = [Infinity, -Infinity];
  for (const { availability } of submissions) {
    for (const { start, end } of anyAvailability(availability, window)) {
      first = Math.min(first, start);
      last = Math.max(last, end);
    }
  }
  const start = Math.max(first - length + 1, window?.start ?? -Infinity);
  const end = Math.min(last, (window?.end ?? Infinity) - length + 1);
  return start < end ? { start, end } : null;
}

/** Nobody can come. Those are the last ones, as they have the fewest people. */
function isDeserted({ available, optional }: NearMiss): boolean {
  return available === 0 && optional === 0;
}

/** It overlaps a better one, and the same people are missing or more of them. */
function isMuchTheSame(nearMiss: NearMiss, better: NearMiss): boolean {
  const overlaps = nearMiss.start < better.end && better.start < nearMiss.end;
  const asksTheSame = nearMiss.keyA === better.keyA && nearMiss.keyB === better.keyB;
  return overlaps && (asksTheSame || nearMiss.available < better.available);
}

function absencesFrom(
  alternative: Interval,
  submissions: readonly Submission[],
  { optional, window }: SchedulingTerms,
): Absence[] {
  const absences: Absence[] = [];
  for (const { participant, availability } of submissions) {
    if (optional.has(participant)) continue;
    const missing = subtractIntervals([alternative], anyAvailability(availability, window));
    if (missing.length > 0) absences.push({ participant, missing });
  }
  return absences.sort((a, b) => (a.participant < b.participant ? -1 : 1));
}
