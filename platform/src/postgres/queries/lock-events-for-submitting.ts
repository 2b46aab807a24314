import type { Queryable } from '../database.ts';
import { eventLockKey } from '../event-lock-key.ts';

/**
 * Takes the shared lock of each event that has it to give. A freeze takes the same lock exclusively: it waits
 * for the transactions that hold it, and from when it waits on no new one gets it. An event that is being
 * frozen so never holds up the submissions of others in the same transaction.
 *
 * What is checked under the lock must be read by a *later* statement: a statement sees the rows as they were
 * when it began, and this one may have begun before a freeze that is over by the time of the lock.
 *
 * @returns the events whose lock is held now, until the end of the transaction.
 */
export async function lockEventsForSubmitting(
  connection: Queryable,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await connection.query<{ id: string; is_locked: boolean }>({
    name: 'lock-events-for-submitting',
    text: `
      SELECT id, pg_try_advisory_xact_lock_shared(${eventLockKey('id')}) AS is_locked
      FROM unnest($1::uuid[]) AS id`,
    values: [eventIds],
  });
  return new Set(rows.filter((row) => row.is_locked).map((row) => row.id));
}
