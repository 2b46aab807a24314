import type { EventState, Outcome } from '@whenly/core/event/event-state';
import type { Interval } from '@whenly/core/interval/interval';
import type { Queryable } from '../database.ts';
import { resultDetails, type ResultDetails } from '../result-details.ts';
import { windowOf } from '../window-of.ts';

export interface StoredEvent {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly deadline: Date;
  readonly durationMinutes: number | null;
  readonly timeZone: string;
  readonly window: Interval | null;
  readonly state: EventState;
  /** `null` while nobody is, or when nothing is known any more of who is. */
  readonly home: { readonly server: string; readonly epoch: number } | null;
  readonly participants: readonly { username: string; required: boolean; answered: boolean }[];
  readonly submissions: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly result: { readonly outcome: Outcome; readonly details: ResultDetails } | null;
}

/** Everything about one event but the submissions themselves. @returns `null` when there is no such event. */
export async function readEvent(db: Queryable, id: string): Promise<StoredEvent | null> {
  const { rows } = await db.query<EventRow>({
    name: 'read-event',
    text: `
      SELECT e.id, e.title, e.description, e.owner, e.deadline, e.duration_minutes, e.time_zone,
        e.window_start, e.window_end, e.state, e.created_at, e.finished_at,
        CASE WHEN e.state IN ('open', 'frozen') THEN s.name ELSE r.server_name END AS server,
        coalesce(r.epoch, e.epoch) AS epoch,
        r.outcome, r.details,
        coalesce(r.submissions, (SELECT count(*) FROM submissions WHERE event_id = e.id)) AS submissions,
        (
          SELECT coalesce(jsonb_agg(
            jsonb_build_object(
              'username', p.participant,
              'required', p.required,
              'answered', EXISTS (SELECT FROM submissions WHERE (event_id, participant) = (e.id, p.participant))
            )
            ORDER BY p.participant
          ), '[]')
          FROM participants AS p
          WHERE p.event_id = e.id
        ) AS participants
      FROM events AS e
      LEFT JOIN servers AS s ON s.uid = e.home_uid
      LEFT JOIN results AS r ON r.event_id = e.id
      WHERE e.id = $1`,
    values: [id],
  });
  return rows[0] ? toEvent(rows[0]) : null;
}

interface EventRow {
  id: string;
  title: string;
  description: string;
  owner: string;
  deadline: Date;
  duration_minutes: number | null;
  time_zone: string;
  window_start: number | null;
  window_end: number | null;
  state: EventState;
  created_at: Date;
  finished_at: Date | null;
  server: string | null;
  epoch: number;
  outcome: Outcome | null;
  details: unknown;
  submissions: number;
  participants: { username: string; required: boolean; answered: boolean }[];
}

const toEvent = (row: EventRow): StoredEvent => ({
  id: row.id,
  title: row.title,
  description: row.description,
  owner: row.owner,
  deadline: row.deadline,
  durationMinutes: row.duration_minutes,
  timeZone: row.time_zone,
  window: windowOf(row),
  state: row.state,
  home: row.server === null ? null : { server: row.server, epoch: row.epoch },
  participants: row.participants,
  submissions: row.submissions,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
  result: row.outcome === null ? null : { outcome: row.outcome, details: resultDetails.parse(row.details) },
});
