import type { Queryable } from '../database.ts';
import type { SubmissionKey } from '../submission-key.ts';

export interface PreviousSubmission extends SubmissionKey {
  readonly version: number;
  /** When the person sent it, in milliseconds since the Unix epoch. */
  readonly issuedAtMs: number;
  /** The event server whose partial stands for it. */
  readonly serverUid: string | null;
}

/**
 * The submissions that are about to be replaced, locked, in an order that all transactions agree on. Not what
 * they say: while the locks are held, nothing is sent that could fill a stopped reader's buffers.
 */
export async function lockPreviousSubmissions(
  connection: Queryable,
  keys: readonly SubmissionKey[],
): Promise<PreviousSubmission[]> {
  const { rows } = await connection.query<{
    event_id: string;
    participant: string;
    version: number;
    issued_at_ms: number;
    server_uid: string | null;
  }>({
    name: 'lock-previous-submissions',
    text: `
      SELECT s.event_id, s.participant, s.version, s.server_uid,
        (extract(epoch FROM s.issued_at) * 1000)::float8 AS issued_at_ms
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
    issuedAtMs: row.issued_at_ms,
    serverUid: row.server_uid,
  }));
}
