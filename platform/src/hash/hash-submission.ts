import { createHash } from 'node:crypto';
import type { Availability } from '@whenly/core/interval/availability';
import { contentHashOf, type ContentHash } from '@whenly/core/partial/content-hash';
import { submissionContent } from '@whenly/core/partial/submission-content';

/** The hash (SHA-256, cut to 96 bits) by which digests know a submission. */
export function hashSubmission(
  eventId: string,
  participant: string,
  availability: Availability,
): ContentHash {
  return contentHashOf(
    createHash('sha256')
      .update(submissionContent(eventId, participant, availability))
      .digest(),
  );
}
