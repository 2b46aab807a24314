import type { Submission } from '@whenly/core/event/submission';
import type { Queryable } from '../database.ts';
import { loadAvailability, type StoredAvailability } from '../stored-availability.ts';

/** Everybody's availability for one event. */
export async function readSubmissions(db: Queryable, eventId: string): Promise<Submission[]> {
  const { rows } = await db.query<{ participant: string; availability: StoredAvailability }>({
    name: 'read-submissions',
    text: 'SELECT participant, availability FROM submissions WHERE event_id = $1 ORDER BY participant',
    values: [eventId],
  });
  return rows.map(({ participant, availability }) => ({
    participant,
    availability: loadAvailability(availability),
  }));
}
