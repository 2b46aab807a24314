import type { Queryable } from '../database.ts';
import type { StoredAvailability } from '../stored-availability.ts';
import type { SubmissionKey } from '../submission-key.ts';

export interface NewSubmission extends SubmissionKey {
  readonly availability: StoredAvailability;
  readonly hashA: number;
  readonly hashB: number;
  /** Milliseconds since the Unix epoch. */
  readonly issuedAtMs: number;
}

/** Writes submissions, each in place of the person's earlier one. @returns the version that each one got. */
export async function writeSubmissions(
  connection: Queryable,
  serverUid: string,
  submissions: readonly NewSubmission[],
): Promise<(SubmissionKey & { readonly version: number })[]> {
  const { rows } = await connection.query<{ event_id: string; participant: string; version: number }>({
    name: 'write-submissions',
    text: `
      INSERT INTO submissions AS s
        (event_id, participant, version, availability, hash_a, hash_b, issued_at, server_uid)
      SELECT i.event_id, i.participant, 1, i.availability, i.hash_a, i.hash_b,
        to_timestamp(i.issued_at_ms / 1000), $7
      FROM unnest($1::uuid[], $2::text[], $3::jsonb[], $4::bigint[], $5::bigint[], $6::float8[])
        AS i (event_id, participant, availability, hash_a, hash_b, issued_at_ms)
      ORDER BY i.event_id, i.participant
      ON CONFLICT (event_id, participant) DO UPDATE
      SET version = s.version + 1, availability = excluded.availability, hash_a = excluded.hash_a,
        hash_b = excluded.hash_b, issued_at = excluded.issued_at, server_uid = excluded.server_uid, submitted_at = clock_timestamp()
      RETURNING event_id, participant, version`,
    values: [
      submissions.map((submission) => submission.eventId),
      submissions.map((submission) => submission.participant),
      submissions.map((submission) => JSON.stringify(submission.availability)),
      submissions.map((submission) => submission.hashA),
      submissions.map((submission) => submission.hashB),
      submissions.map((submission) => submission.issuedAtMs),
      serverUid,
    ],
  });
  return rows.map((row) => ({ eventId: row.event_id, participant: row.participant, version: row.version }));
}
