import type { Queryable } from '../database.ts';
import {
  eventSummaryColumns,
  toEventSummary,
  type EventPage,
  type EventSummary,
  type EventSummaryRow,
} from '../event-summary.ts';

/** The events that the user answered, newest first. */
export async function listParticipatedEvents(db: Queryable, page: EventPage): Promise<EventSummary[]> {
  const { rows } = await db.query<EventSummaryRow>({
    name: 'list-participated-events',
    text: `
      SELECT ${eventSummaryColumns}, (extract(epoch FROM e.created_at) * 1000000)::bigint AS position
      FROM submissions AS answer
      JOIN events AS e ON e.id = answer.event_id
      LEFT JOIN results AS r ON r.event_id = e.id
      CROSS JOIN (SELECT 'epoch'::timestamptz + $2::bigint * interval '1 microsecond' AS at) AS after
      WHERE answer.participant = $1
        AND (after.at IS NULL OR e.created_at < after.at OR (e.created_at = after.at AND e.id > $3::uuid))
      ORDER BY e.created_at DESC, e.id
      LIMIT $4`,
    values: [page.username, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  });
  return rows.map(toEventSummary);
}
