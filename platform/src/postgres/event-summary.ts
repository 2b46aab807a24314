import type { EventState, Outcome } from '@whenly/core/event/event-state';
import type { Interval } from '@whenly/core/interval/interval';

/** One event in a list. */
export interface EventSummary {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly deadline: Date;
  readonly durationMinutes: number | null;
  readonly timeZone: string;
  readonly state: EventState;
  readonly submissions: number;
  readonly createdAt: Date;
  readonly outcome: Outcome | null;
  readonly interval: Interval | null;
  /** Where it stands in its list. */
  readonly position: EventPosition;
}

/** A place between two events of a list: the list goes on behind it. */
export interface EventPosition {
  /** By what the list is ordered first: microseconds since the Unix epoch. */
  readonly at: number;
  readonly id: string;
}

/** What the lists select of events `e` and their results `r`. */
export const eventSummaryColumns = `
        e.id, e.title, e.owner, e.deadline, e.duration_minutes, e.time_zone, e.state, e.created_at,
        coalesce(r.submissions, (SELECT count(*) FROM submissions WHERE event_id = e.id)) AS submissions,
        r.outcome, r.details -> 'interval' AS interval`;

export interface EventSummaryRow {
  id: string;
  title: string;
  owner: string;
  deadline: Date;
  duration_minutes: number | null;
  time_zone: string;
  state: EventState;
  created_at: Date;
  submissions: number;
  outcome: Outcome | null;
  interval: [start: number, end: number] | null;
  position: number;
}

export const toEventSummary = (row: EventSummaryRow): EventSummary => ({
  id: row.id,
  title: row.title,
  owner: row.owner,
  deadline: row.deadline,
  durationMinutes: row.duration_minutes,
  timeZone: row.time_zone,
  state: row.state,
  submissions: row.submissions,
  createdAt: row.created_at,
  outcome: row.outcome,
  interval: row.interval === null ? null : { start: row.interval[0], end: row.interval[1] },
  position: { at: row.position, id: row.id },
});

/** What every list of one user's events takes. */
export interface EventPage {
  readonly username: string;
  /** `null`: from the beginning. */
  readonly after: EventPosition | null;
  readonly limit: number;
}
