import type { Queryable } from '../database.ts';
import type { StoredAvailability } from '../stored-availability.ts';
import type { SubmissionKey } from '../submission-key.ts';

export interface PreviousSubmission extends SubmissionKey {
  readonly version: number;
  readonly availability: StoredAvailability;
  readonly hashA: number;
  readonly hashB: number;
  /** The event server whose partial stands for it. */
  readonly serverUid: string | null;
}

/** The submissions that are about to be replaced, locked, in an order that all transactions agree on. */
export async function lockPreviousSubmissions(
  connection: Queryable,
  keys: readonly SubmissionKey[],
): Promise<PreviousSubmission[]> {
  const { rows } = await connection.query<{
    event_id: string;
    participant: string;
    version: number;
    availability: StoredAvailability;
    hash_a: number;
    hash_b: number;
    server_uid: string | null;
  }>({
    name: 'lock-previous-submissions',
    text: `
      SELECT s.event_id, s.participant, s.version, s.availability, s.hash_a, s.hash_b, s.server_uid
      FROM submissions AS s
      JOIN unnest($1::uuid[], $2::text[]) AS i (event_id, participant) USING (event_id, participant)
      ORDER BY s.event_id, s.participant
      FOR UPDATE OF s`,
    values: [keys.map((key) => key.eventId), keys.map((key) => key.participant)],
  });
  return rows.map((row) => ({
    eventId: row.event_id,
    participant: row.participant,
    version: row.version,
    availability: row.availability,
    hashA: row.hash_a,
    hashB: row.hash_b,
    serverUid: row.server_uid,
  }));
}
