import type { Queryable } from '../database.ts';
import {
  eventSummaryColumns,
  toEventSummary,
  type EventPage,
  type EventSummary,
  type EventSummaryRow,
} from '../event-summary.ts';

/** The events that wait for the user's answer: open, not yet due; those with the nearest deadline first. */
export async function listPendingEvents(db: Queryable, page: EventPage): Promise<EventSummary[]> {
  const { rows } = await db.query<EventSummaryRow>({
    name: 'list-pending-events',
    text: `
      SELECT ${eventSummaryColumns}, (extract(epoch FROM e.deadline) * 1000000)::bigint AS position
      FROM participants AS invited
      JOIN events AS e ON e.id = invited.event_id
      LEFT JOIN results AS r ON r.event_id = e.id
      CROSS JOIN (SELECT 'epoch'::timestamptz + $2::bigint * interval '1 microsecond' AS at) AS after
      WHERE invited.participant = $1 AND e.state = 'open' AND e.deadline > clock_timestamp()
        AND NOT EXISTS (
          SELECT FROM submissions AS answer
          WHERE answer.event_id = e.id AND answer.participant = invited.participant
        )
        AND (after.at IS NULL OR e.deadline > after.at OR (e.deadline = after.at AND e.id > $3::uuid))
      ORDER BY e.deadline, e.id
      LIMIT $4`,
    values: [page.username, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  });
  return rows.map(toEventSummary);
}
