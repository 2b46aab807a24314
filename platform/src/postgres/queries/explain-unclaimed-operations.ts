import type { EventState } from '@whenly/core/event/event-state';
import type { Queryable } from '../database.ts';
import type { OperationKey } from '../submission-key.ts';

export interface UnclaimedOperation extends OperationKey {
  /** What it came to the first time, if it was carried out before. */
  readonly earlier: {
    readonly version: number;
    readonly serverName: string;
    readonly hashA: number;
    readonly hashB: number;
  } | null;
  /** `null`: there is no such event. */
  readonly event: {
    readonly state: EventState;
    readonly isDue: boolean;
    readonly generation: number;
  } | null;
}

/** Why `claimOperations` left these out. */
export async function explainUnclaimedOperations(
  connection: Queryable,
  operations: readonly OperationKey[],
): Promise<UnclaimedOperation[]> {
  const { rows } = await connection.query<{
    event_id: string;
    participant: string;
    operation_id: string;
    version: number | null;
    server_name: string;
    hash_a: number;
    hash_b: number;
    state: EventState | null;
    is_due: boolean;
    generation: number;
  }>({
    name: 'explain-unclaimed-operations',
    text: `
      SELECT i.event_id, i.participant, i.operation_id, o.version, o.server_name, o.hash_a, o.hash_b,
        e.state, e.deadline <= clock_timestamp() AS is_due, e.generation
      FROM unnest($1::uuid[], $2::text[], $3::text[]) AS i (event_id, participant, operation_id)
      LEFT JOIN operations AS o USING (event_id, participant, operation_id)
      LEFT JOIN events AS e ON e.id = i.event_id`,
    values: [
      operations.map((operation) => operation.eventId),
      operations.map((operation) => operation.participant),
      operations.map((operation) => operation.operationId),
    ],
  });
  return rows.map((row) => ({
    eventId: row.event_id,
    participant: row.participant,
    operationId: row.operation_id,
    earlier:
      row.version === null
        ? null
        : { version: row.version, serverName: row.server_name, hashA: row.hash_a, hashB: row.hash_b },
    event: row.state === null ? null : { state: row.state, isDue: row.is_due, generation: row.generation },
  }));
}
