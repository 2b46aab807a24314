import type { Queryable } from '../database.ts';
import { eventLockKey } from '../event-lock-key.ts';

/**
 * Takes the exclusive lock of each event that nobody holds now, and waits for none.
 *
 * @returns the events whose lock is held now, until the end of the transaction.
 */
export async function tryToLockEventsForFreezing(
  connection: Queryable,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await connection.query<{ id: string; is_locked: boolean }>({
    name: 'try-to-lock-events-for-freezing',
    text: `
      SELECT id, pg_try_advisory_xact_lock(${eventLockKey('id')}) AS is_locked
      FROM unnest($1::uuid[]) AS id`,
    values: [eventIds],
  });
  return new Set(rows.filter((row) => row.is_locked).map((row) => row.id));
}
