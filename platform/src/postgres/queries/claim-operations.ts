import type { Queryable } from '../database.ts';
import type { OperationKey } from '../submission-key.ts';

export interface OperationClaim extends OperationKey {
  /** The version that the submission is expected to get. */
  readonly version: number;
  readonly hashA: number;
  readonly hashB: number;
  /** The generation of the event's terms by which the submission was read. */
  readonly generation: number;
}

/**
 * Records the user actions that are to be carried out now: those not recorded before, on events that are
 * open, not yet due, and still have the terms that the submission was read by. Whoever inserts the row
 * carries the action out, in the same transaction; so nobody else ever does.
 *
 * Run under `lockEventsForSubmitting`, in a later statement.
 *
 * @returns the operations claimed.
 */
export async function claimOperations(
  connection: Queryable,
  serverName: string,
  claims: readonly OperationClaim[],
): Promise<OperationKey[]> {
  const { rows } = await connection.query<{ event_id: string; participant: string; operation_id: string }>({
    name: 'claim-operations',
    text: `
      INSERT INTO operations (event_id, participant, operation_id, version, hash_a, hash_b, server_name)
      SELECT i.event_id, i.participant, i.operation_id, i.version, i.hash_a, i.hash_b, $8
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::bigint[], $7::int[])
        AS i (event_id, participant, operation_id, version, hash_a, hash_b, generation)
      JOIN events AS e ON e.id = i.event_id
      WHERE e.state = 'open' AND e.deadline > clock_timestamp() AND e.generation = i.generation
      ORDER BY i.event_id, i.participant, i.operation_id
      ON CONFLICT DO NOTHING
      RETURNING event_id, participant, operation_id`,
    values: [
      claims.map((claim) => claim.eventId),
      claims.map((claim) => claim.participant),
      claims.map((claim) => claim.operationId),
      claims.map((claim) => claim.version),
      claims.map((claim) => claim.hashA),
      claims.map((claim) => claim.hashB),
      claims.map((claim) => claim.generation),
      serverName,
    ],
  });
  return rows.map((row) => ({
    eventId: row.event_id,
    participant: row.participant,
    operationId: row.operation_id,
  }));
}
