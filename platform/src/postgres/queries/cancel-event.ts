import type { EventState } from '@whenly/core/event/event-state';
import type { Queryable } from '../database.ts';
import { finishedSubject } from '../finished-subject.ts';

/**
 * Ends an open event without a result: state, outcome `cancelled`, audit entry and what is to be told, all
 * or nothing. An event that is no longer open stays as it is.
 *
 * Run under `lockEventForFreezing`, in a later statement, so that no submission is accepted afterwards.
 *
 * @returns the state that the event is in now; `null` when there is no such event.
 */
export async function cancelEvent(
  connection: Queryable,
  eventId: string,
  actor: string,
): Promise<EventState | null> {
  const { rows } = await connection.query<{ state: EventState }>({
    name: 'cancel-event',
    text: `
      WITH cancelled AS (
        UPDATE events
        SET state = 'cancelled', finished_at = clock_timestamp()
        WHERE id = $1 AND state = 'open'
        RETURNING id, epoch, state
      ), result AS (
        INSERT INTO results (event_id, outcome, details, submissions, epoch)
        SELECT c.id, 'cancelled',
          jsonb_build_object(
            'interval', NULL,
            'intervals', jsonb_build_array(),
            'total', 0,
            'alternatives', jsonb_build_array(),
            'unanswered', (
              SELECT coalesce(jsonb_agg(p.participant ORDER BY p.participant), '[]')
              FROM participants AS p
              WHERE p.event_id = c.id
                AND NOT EXISTS (
                  SELECT FROM submissions AS s WHERE s.event_id = c.id AND s.participant = p.participant
                )
            )
          ),
          (SELECT count(*) FROM submissions AS s WHERE s.event_id = c.id),
          c.epoch
        FROM cancelled AS c
      ), audit AS (
        INSERT INTO audit_entries (event_id, actor, action) SELECT id, $2, 'cancelled' FROM cancelled
      ), told AS (
        INSERT INTO outbox (subject, payload)
        SELECT ${finishedSubject('id')}, jsonb_build_object('eventId', id, 'outcome', 'cancelled')
        FROM cancelled
      )
      SELECT coalesce(c.state, e.state) AS state
      FROM events AS e
      LEFT JOIN cancelled AS c USING (id)
      WHERE e.id = $1`,
    values: [eventId, actor],
  });
  return rows[0]?.state ?? null;
}
