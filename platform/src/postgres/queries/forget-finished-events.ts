import type { Queryable } from '../database.ts';

/**
 * Deletes the submissions and operations of events that ended longer ago than the retention time; the events
 * and their results stay. A few at a time: run it until nothing is left.
 *
 * @returns how many submissions were deleted.
 */
export async function forgetFinishedEvents(
  db: Queryable,
  options: { readonly retentionDays: number; readonly limit: number },
): Promise<number> {
  const { rows } = await db.query<{ deleted: number }>({
    name: 'forget-finished-events',
    text: `
      WITH forgotten AS (
        SELECT e.id FROM events AS e
        WHERE e.finished_at < clock_timestamp() - make_interval(days => $1)
          AND EXISTS (SELECT FROM submissions AS s WHERE s.event_id = e.id)
        ORDER BY e.id
        LIMIT $2
        FOR UPDATE SKIP LOCKED
      ), operation AS (
        DELETE FROM operations WHERE event_id IN (SELECT id FROM forgotten)
      ), submission AS (
        DELETE FROM submissions WHERE event_id IN (SELECT id FROM forgotten) RETURNING 1
      )
      SELECT count(*) AS deleted FROM submission`,
    values: [options.retentionDays, options.limit],
  });
  return rows[0]?.deleted ?? 0;
}
