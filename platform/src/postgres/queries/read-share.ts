import type { Queryable } from '../database.ts';
import type { StoredAvailability } from '../stored-availability.ts';

export interface StoredSubmission {
  readonly eventId: string;
  readonly participant: string;
  readonly version: number;
  readonly availability: StoredAvailability;
  readonly hashA: number;
  readonly hashB: number;
}

/** The submissions that one event server's partials stand for (`null`: that none does), of these events. */
export async function readShare(
  db: Queryable,
  serverUid: string | null,
  eventIds: readonly string[],
): Promise<StoredSubmission[]> {
  const { rows } = await db.query<{
    event_id: string;
    participant: string;
    version: number;
    availability: StoredAvailability;
    hash_a: number;
    hash_b: number;
  }>({
    name: 'read-share',
    text: `
      SELECT event_id, participant, version, availability, hash_a, hash_b
      FROM submissions
      WHERE event_id = ANY($2::uuid[]) AND server_uid IS NOT DISTINCT FROM $1`,
    values: [serverUid, eventIds],
  });
  return rows.map((row) => ({
    eventId: row.event_id,
    participant: row.participant,
    version: row.version,
    availability: row.availability,
    hashA: row.hash_a,
    hashB: row.hash_b,
  }));
}
