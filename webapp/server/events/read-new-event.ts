import type { Availability } from '@whenly/core/interval/availability';
import type { Interval } from '@whenly/core/interval/interval';
import { isTimeZone } from '@whenly/core/interval/is-time-zone';
import { parseInstant } from '@whenly/core/interval/parse-instant';
import { parseTime } from '@whenly/core/interval/parse-time';
import { readConstraint } from '@whenly/core/interval/read-constraint';
import { timeProblems } from '@whenly/core/interval/time-problems';
import { writePath } from '../problems/field-problems.ts';
import type { FieldProblem } from '../problems/problem.ts';
import type { NewEventBody } from './new-event-body.ts';

export interface TimesOfEvent {
  readonly deadlineMs: number;
  readonly window: Interval | null;
  /** The owner's own, if it was sent along. */
  readonly availability: Availability | null;
}

export type ReadNewEvent =
  | { readonly ok: true; readonly times: TimesOfEvent }
  | { readonly ok: false; readonly fields: readonly FieldProblem[] };

/** Reads what depends on the event's time zone, and checks the fields against each other. Has no clock. */
export function readNewEvent(body: NewEventBody): ReadNewEvent {
  const fields = repeatedParticipants(body);
  if (!isTimeZone(body.timeZone)) {
    fields.push(
      problem('timeZone', 'unknown_time_zone', 'Give a zone of the IANA database, like Europe/Rome.'),
    );
    return { ok: false, fields };
  }
  const deadline = parseInstant(body.deadline, body.timeZone);
  if (!deadline.ok) fields.push(timeProblem('deadline', deadline.reason));

  const window = body.window ? readWindow(body.window, body.timeZone, fields) : null;
  const length = window ? window.end - window.start : Infinity;
  if (body.durationMinutes && body.durationMinutes > length) {
    fields.push(problem('durationMinutes', 'longer_than_window', `The window has only ${length} minutes.`));
  }
  const availability = body.constraint ? readOwnConstraint(body, window, fields) : null;
  return fields.length > 0 || !deadline.ok
    ? { ok: false, fields: fields.slice(0, 20) }
    : { ok: true, times: { deadlineMs: deadline.epochMs, window, availability } };
}

function repeatedParticipants({ participants }: NewEventBody): FieldProblem[] {
  const seen = new Set<string>();
  return participants.flatMap(({ username }, index) => {
    if (!seen.has(username)) {
      seen.add(username);
      return [];
    }
    return [problem(`participants.${index}.username`, 'repeated', 'This person is in the list already.')];
  });
}

function readWindow(
  { start, end }: { readonly start: string; readonly end: string },
  timeZone: string,
  fields: FieldProblem[],
): Interval | null {
  const from = parseTime(start, timeZone);
  const to = parseTime(end, timeZone);
  if (!from.ok) fields.push(timeProblem('window.start', from.reason));
  if (!to.ok) fields.push(timeProblem('window.end', to.reason));
  if (!from.ok || !to.ok) return null;
  if (from.minute < to.minute) return { start: from.minute, end: to.minute };
  fields.push(problem('window', 'not_after_start', 'The end must be after the start.'));
  return null;
}

function readOwnConstraint(
  body: NewEventBody,
  window: Interval | null,
  fields: FieldProblem[],
): Availability | null {
  const read = readConstraint(body.constraint ?? [], body.timeZone, window);
  if (read.ok) return read.availability;
  if (read.reason === 'outside_window') {
    fields.push(problem('constraint', 'outside_window', 'None of it lies within the window.'));
    return null;
  }
  for (const { path, code, message } of read.problems) {
    fields.push(problem(writePath(['constraint', ...path]), code, message));
  }
  return null;
}

const timeProblem = (path: string, reason: keyof typeof timeProblems) =>
  problem(path, reason, timeProblems[reason]);

const problem = (path: string, code: string, message: string): FieldProblem => ({ path, code, message });
