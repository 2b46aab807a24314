import type { Queryable } from '../database.ts';

/** Whom the owners of these events named and who never answered, by event. */
export async function listUnanswered(
  db: Queryable,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await db.query<{ event_id: string; unanswered: string[] }>({
    name: 'list-unanswered',
    text: `
      SELECT p.event_id, array_agg(p.participant ORDER BY p.participant) AS unanswered
      FROM participants AS p
      WHERE p.event_id = ANY($1::uuid[])
        AND NOT EXISTS (
          SELECT FROM submissions AS s WHERE s.event_id = p.event_id AND s.participant = p.participant
        )
      GROUP BY p.event_id`,
    values: [eventIds],
  });
  return new Map(rows.map((row) => [row.event_id, row.unanswered]));
}
