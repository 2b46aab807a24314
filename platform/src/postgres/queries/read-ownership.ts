import type { EventState } from '@whenly/core/event/event-state';
import type { Queryable } from '../database.ts';

/** Whose event it is, and its state. @returns `null` when there is no such event. */
export async function readOwnership(
  db: Queryable,
  eventId: string,
): Promise<{ readonly owner: string; readonly state: EventState } | null> {
  const { rows } = await db.query<{ owner: string; state: EventState }>({
    name: 'read-ownership',
    text: 'SELECT owner, state FROM events WHERE id = $1',
    values: [eventId],
  });
  return rows[0] ?? null;
}
