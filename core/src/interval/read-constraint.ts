import type { Availability } from './availability.ts';
import { clipIntervals } from './clip-intervals.ts';
import { maxProblems, type Problem, type WrittenInterval } from './constraint.ts';
import type { Interval } from './interval.ts';
import { normalizeAvailability } from './normalize-availability.ts';
import { parseTime } from './parse-time.ts';
import { timeProblems } from './time-problems.ts';

/** More intervals than this in one submission are refused. */
export const maxIntervals = 2000;

export type ReadConstraint =
  | { readonly ok: true; readonly availability: Availability }
  | { readonly ok: false; readonly reason: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly reason: 'outside_window' };

/**
 * Reads a submission's intervals as written. Wall times are those of `timeZone`; `window` limits what
 * counts, but what lies outside is kept: only a submission wholly outside is refused.
 *
 * @returns the availability (normalized, not clipped), or all problems found, at most `maxProblems`.
 */
export function readConstraint(
  written: readonly WrittenInterval[],
  timeZone: string,
  window: Interval | null,
): ReadConstraint {
  const problems: Problem[] = [];
  const intervals = { yes: [] as Interval[], ifNeedBe: [] as Interval[] };
  if (written.length === 0) {
    problems.push({ path: [], code: 'too_few', message: 'Give at least one interval.' });
  }
  if (written.length > maxIntervals) {
    problems.push({ path: [], code: 'too_many', message: `Give at most ${maxIntervals} intervals.` });
    return { ok: false, reason: 'invalid', problems };
  }
  for (const [index, { start, end, level }] of written.entries()) {
    const from = parseTime(start, timeZone);
    const to = parseTime(end, timeZone);
    if (!from.ok)
      problems.push({ path: [index, 'start'], code: from.reason, message: timeProblems[from.reason] });
    if (!to.ok) problems.push({ path: [index, 'end'], code: to.reason, message: timeProblems[to.reason] });
    if (from.ok && to.ok) {
      if (from.minute < to.minute) intervals[level].push({ start: from.minute, end: to.minute });
      else
        problems.push({
          path: [index],
          code: 'not_after_start',
          message: 'The end must be after the start.',
        });
    }
    if (problems.length >= maxProblems) break;
  }
  if (problems.length > 0) return { ok: false, reason: 'invalid', problems };
  const availability = normalizeAvailability(intervals);
  const isInside = clipIntervals([...availability.yes, ...availability.ifNeedBe], window).length > 0;
  return isInside ? { ok: true, availability } : { ok: false, reason: 'outside_window' };
}
