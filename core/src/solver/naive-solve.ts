import type { CommonInterval, Solution } from '../event/result.ts';
import type { SchedulingTerms } from '../event/scheduling-terms.ts';
import type { Submission } from '../event/submission.ts';
import type { Interval } from '../interval/interval.ts';

/**
 * The same solution as `solve`, by asking every person about every minute. It is the oracle that `solve` is
 * tested against, so it shares no code with it and is written to be obviously right, not fast:
 * O(minutes × people × duration × intervals).
 */
export function naiveSolve(submissions: readonly Submission[], terms: SchedulingTerms): Solution {
  if (submissions.length === 0) return { outcome: 'no_constraints' };
  const starts: CommonInterval[] = [];
  for (let minute = firstMinute(submissions); minute < lastMinute(submissions); minute += 1) {
    const start = askEverybody(minute, submissions, terms);
    if (start !== null) starts.push(start);
  }
  const length = terms.durationMinutes ?? 1;
  const runs: CommonInterval[] = [];
  for (const start of starts) {
    const last = runs.at(-1);
    const goesOn =
      last !== undefined &&
      last.end - length + 1 === start.start &&
      last.optional === start.optional &&
      last.ifNeedBe === start.ifNeedBe;
    if (goesOn) runs[runs.length - 1] = { ...last, end: start.end };
    else runs.push(start);
  }
  runs.sort((a, b) => {
    if (a.optional !== b.optional) return a.optional > b.optional ? -1 : 1;
    if (a.ifNeedBe !== b.ifNeedBe) return a.ifNeedBe < b.ifNeedBe ? -1 : 1;
    return a.start < b.start ? -1 : 1;
  });
  const best = runs[0];
  if (best === undefined) return { outcome: 'no_solution' };
  const interval =
    terms.durationMinutes === null
      ? { start: best.start, end: best.end }
      : { start: best.start, end: best.start + terms.durationMinutes };
  return { outcome: 'scheduled', interval, intervals: runs.slice(0, 100), total: runs.length };
}

/** The start at this minute if it suits everybody whom it must. */
function askEverybody(
  minute: number,
  submissions: readonly Submission[],
  { durationMinutes, window, optional }: SchedulingTerms,
): CommonInterval | null {
  const end = minute + (durationMinutes ?? 1);
  if (window !== null && (minute < window.start || end > window.end)) return null;
  let [required, optionalComing, ifNeedBe] = [0, 0, 0];
  for (const { participant, availability } of submissions) {
    if (!optional.has(participant)) required += 1;
    let canCome = true;
    let isKeen = true;
    for (let now = minute; now < end && canCome; now += 1) {
      if (contains(availability.yes, now)) continue;
      isKeen = false;
      canCome = contains(availability.ifNeedBe, now);
    }
    if (!canCome && !optional.has(participant)) return null;
    if (canCome && optional.has(participant)) optionalComing += 1;
    if (canCome && !isKeen) ifNeedBe += 1;
  }
  if (required === 0 && optionalComing === 0) return null;
  return { start: minute, end, optional: optionalComing, ifNeedBe };
}

function contains(intervals: readonly Interval[], minute: number): boolean {
  return intervals.some(({ start, end }) => start <= minute && minute < end);
}

function firstMinute(submissions: readonly Submission[]): number {
  return submissions
    .flatMap(({ availability }) => [...availability.yes, ...availability.ifNeedBe])
    .reduce((first, { start }) => Math.min(first, start), Infinity);
}

function lastMinute(submissions: readonly Submission[]): number {
  return submissions
    .flatMap(({ availability }) => [...availability.yes, ...availability.ifNeedBe])
    .reduce((last, { end }) => Math.max(last, end), -Infinity);
}
