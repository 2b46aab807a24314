import type { Queryable } from '../database.ts';

/**
 * Takes the exclusive lock of every event, waiting for the transactions that hold it shared, in an order that
 * all freezes agree on. See `lockEventsForSubmitting`.
 */
export async function lockEventsForFreezing(
  connection: Queryable,
  eventIds: readonly string[],
): Promise<void> {
  await connection.query({
    name: 'lock-events-for-freezing',
    text: `
      SELECT pg_advisory_xact_lock(key)
      FROM (
        SELECT DISTINCT hashtextextended(id::text, 0) AS key
        FROM unnest($1::uuid[]) AS id
        ORDER BY key
      ) AS keys`,
    values: [eventIds],
  });
}
