/** Whose submission for which event: there is at most one row of it. */
export interface SubmissionKey {
  readonly eventId: string;
  readonly participant: string;
}

/** A user action: the same one, retried, has the same key. */
export interface OperationKey extends SubmissionKey {
  readonly operationId: string;
}

/** For maps: equal for equal keys only; a participant's name holds no spaces. */
export const submissionKeyText = ({ eventId, participant }: SubmissionKey) => `${eventId} ${participant}`;
/** The same for operations. */
export const operationKeyText = (key: OperationKey) => `${submissionKeyText(key)} ${key.operationId}`;
