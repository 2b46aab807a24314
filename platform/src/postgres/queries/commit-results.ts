import type { Outcome } from '@whenly/core/event/event-state';
import type { Queryable } from '../database.ts';
import { finishedSubject } from '../finished-subject.ts';
import type { ResultDetails } from '../result-details.ts';

export interface NewResult {
  readonly eventId: string;
  readonly epoch: number;
  readonly outcome: Outcome;
  readonly details: ResultDetails;
  readonly submissions: number;
}

/**
 * Ends events: state, result, audit entry and what is to be told, all or nothing for each event, and only
 * where the event is still frozen and ours, in the epoch given.
 *
 * @returns the events that ended now, each with its delay after the deadline.
 */
export async function commitResults(
  db: Queryable,
  server: { readonly uid: string; readonly name: string },
  results: readonly NewResult[],
): Promise<{ readonly eventId: string; readonly delayMs: number }[]> {
  const { rows } = await db.query<{ id: string; delay_ms: number }>({
    name: 'commit-results',
    text: `
      WITH held AS (
        SELECT id FROM events WHERE id = ANY($3::uuid[]) ORDER BY id FOR UPDATE
      ), ended AS (
        UPDATE events AS e
        SET state = 'done', finished_at = clock_timestamp()
        FROM held
        JOIN unnest($3::uuid[], $4::bigint[], $5::text[], $6::jsonb[], $7::int[])
          AS i (id, epoch, outcome, details, submissions) USING (id)
        WHERE e.id = i.id AND e.epoch = i.epoch AND e.home_uid = $1 AND e.state = 'frozen'
        RETURNING e.id, e.epoch, e.deadline, e.finished_at, i.outcome, i.details, i.submissions
      ), result AS (
        INSERT INTO results (event_id, outcome, details, submissions, epoch, server_name, committed_at)
        SELECT id, outcome, details, submissions, epoch, $2, finished_at FROM ended
      ), audit AS (
        INSERT INTO audit_entries (event_id, actor, action, details)
        SELECT id, $2, 'finalized', jsonb_build_object('outcome', outcome, 'epoch', epoch) FROM ended
      ), told AS (
        INSERT INTO outbox (subject, payload)
        SELECT ${finishedSubject('id')}, jsonb_build_object('eventId', id, 'outcome', outcome)
        FROM ended
      )
      SELECT id, (extract(epoch FROM finished_at - deadline) * 1000)::float8 AS delay_ms FROM ended`,
    values: [
      server.uid,
      server.name,
      results.map((result) => result.eventId),
      results.map((result) => result.epoch),
      results.map((result) => result.outcome),
      results.map((result) => JSON.stringify(result.details)),
      results.map((result) => result.submissions),
    ],
  });
  return rows.map((row) => ({ eventId: row.id, delayMs: row.delay_ms }));
}
