import type { Queryable } from '../database.ts';
import type { OperationKey } from '../submission-key.ts';

/**
 * Sets the versions of operations whose submission got another one than expected: two servers took a
 * person's very first submissions at once.
 */
export async function correctOperationVersions(
  connection: Queryable,
  operations: readonly (OperationKey & { readonly version: number })[],
): Promise<void> {
  await connection.query({
    name: 'correct-operation-versions',
    text: `
      UPDATE operations AS o
      SET version = i.version
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[]) AS i (event_id, participant, operation_id, version)
      WHERE o.event_id = i.event_id AND o.participant = i.participant AND o.operation_id = i.operation_id`,
    values: [
      operations.map((operation) => operation.eventId),
      operations.map((operation) => operation.participant),
      operations.map((operation) => operation.operationId),
      operations.map((operation) => operation.version),
    ],
  });
}
