import type { Availability } from '@whenly/core/interval/availability';
import type { ContentHash } from '@whenly/core/partial/content-hash';
import type { SubmissionRefusal } from '@whenly/core/protocol/refusal';
import type { PreviousSubmission } from '@whenly/platform/postgres/queries/lock-previous-submissions';
import type { OperationKey } from '@whenly/platform/postgres/submission-key';

/** A submission that has been read and may be written. */
export interface Candidate extends OperationKey {
  readonly availability: Availability;
  readonly hash: ContentHash;
  /** When the person asked, in milliseconds since the Unix epoch by PostgreSQL's clock. */
  readonly issuedAtMs: number;
  /** The generation of the terms that it was read by. */
  readonly generation: number;
}

export type Acceptance =
  | {
      readonly outcome: 'accepted';
      readonly version: number;
      /** What it replaced; `null` when it is the person's first. */
      readonly previous: PreviousSubmission | null;
    }
  /** Carried out before, by the server named: this is a retry. */
  | { readonly outcome: 'repeated'; readonly version: number; readonly serverName: string }
  | {
      readonly outcome: 'refused';
      readonly reason: Exclude<SubmissionRefusal, 'invalid' | 'outside_window' | 'busy'>;
    }
  /** The deadline has passed, but the event is not frozen yet: `settleLate` tells what became of the action. */
  | { readonly outcome: 'late' }
  /** The event is being frozen, or its terms have changed: read the terms, and try again. */
  | { readonly outcome: 'again' };
