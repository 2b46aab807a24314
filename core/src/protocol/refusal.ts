/** Why a submission was not taken. In each case nothing was written. */
export const submissionRefusals = [
  /** No such event. */
  'not_found',
  /** The deadline is over, or the event is already frozen or done. */
  'deadline_passed',
  /** The owner cancelled the event. */
  'cancelled',
  /** The intervals can't be read; `problems` says where and why. */
  'invalid',
  /** None of the intervals lies within the event's window. */
  'outside_window',
  /** The operation id was used before, by the same person for the same event, with other intervals. */
  'operation_id_reused',
  /** A later answer of the same person was saved while this one was on its way. */
  'superseded',
  /** This server is stopping or can't take more just now; another one may. */
  'busy',
] as const;
export type SubmissionRefusal = (typeof submissionRefusals)[number];
