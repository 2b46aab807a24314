import type { Queryable } from '../database.ts';
import type { NewSubmission } from './write-submissions.ts';

/** Writes the submission that an owner sends along with a new event. No partial stands for it. */
export async function insertFirstSubmission(db: Queryable, submission: NewSubmission): Promise<void> {
  await db.query({
    name: 'insert-first-submission',
    text: `
      INSERT INTO submissions (event_id, participant, version, availability, hash_a, hash_b, issued_at, server_uid)
      VALUES ($1, $2, 1, $3, $4, $5, to_timestamp($6::float8 / 1000), NULL)`,
    values: [
      submission.eventId,
      submission.participant,
      JSON.stringify(submission.availability),
      submission.hashA,
      submission.hashB,
      submission.issuedAtMs,
    ],
  });
}
