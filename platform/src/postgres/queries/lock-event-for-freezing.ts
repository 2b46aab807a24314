import type { Queryable } from '../database.ts';
import { eventLockKey } from '../event-lock-key.ts';

/**
 * Takes the event's exclusive lock, waiting for the transactions that hold it shared; while it waits, no new
 * one gets it. See `lockEventsForSubmitting`.
 *
 * @throws when they take longer than `limitMs` (SQLSTATE 55P03).
 */
export async function lockEventForFreezing(
  connection: Queryable,
  eventId: string,
  limitMs: number,
): Promise<void> {
  await connection.query({
    name: 'limit-lock-wait',
    text: "SELECT set_config('lock_timeout', $1, true)",
    values: [`${limitMs}ms`],
  });
  await connection.query({
    name: 'lock-event-for-freezing',
    text: `SELECT pg_advisory_xact_lock(${eventLockKey('$1::uuid')})`,
    values: [eventId],
  });
}
