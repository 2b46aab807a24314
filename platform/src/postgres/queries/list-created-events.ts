import type { Queryable } from '../database.ts';
import {
  eventSummaryColumns,
  toEventSummary,
  type EventPage,
  type EventSummary,
  type EventSummaryRow,
} from '../event-summary.ts';

/** The events that the user owns, newest first. */
export async function listCreatedEvents(db: Queryable, page: EventPage): Promise<EventSummary[]> {
  const { rows } = await db.query<EventSummaryRow>({
    name: 'list-created-events',
    text: `
      SELECT ${eventSummaryColumns}, (extract(epoch FROM e.created_at) * 1000000)::bigint AS position
      FROM events AS e
      LEFT JOIN results AS r ON r.event_id = e.id
      CROSS JOIN (SELECT 'epoch'::timestamptz + $2::bigint * interval '1 microsecond' AS at) AS after
      WHERE e.owner = $1
        AND (after.at IS NULL OR e.created_at < after.at OR (e.created_at = after.at AND e.id > $3::uuid))
      ORDER BY e.created_at DESC, e.id
      LIMIT $4`,
    values: [page.username, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  });
  return rows.map(toEventSummary);
}
