import type { Submission } from '@whenly/core/event/submission';
import type { ContentHash } from '@whenly/core/partial/content-hash';
import type { Queryable } from '../database.ts';
import { loadAvailability, type StoredAvailability } from '../stored-availability.ts';

export interface StoredSubmission extends Submission {
  readonly eventId: string;
  readonly version: number;
  readonly hash: ContentHash;
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
    availability: loadAvailability(row.availability),
    hash: { hashA: row.hash_a, hashB: row.hash_b },
  }));
}
