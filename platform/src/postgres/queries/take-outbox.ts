import type { Queryable } from '../database.ts';

export interface OutboxMessage {
  readonly subject: string;
  readonly payload: unknown;
}

/**
 * Takes messages out of the outbox, oldest first. Run in a transaction that commits only after they were
 * published: a crash in between means that they are told twice, never that they are lost.
 */
export async function takeOutbox(connection: Queryable, limit: number): Promise<OutboxMessage[]> {
  const { rows } = await connection.query<{ subject: string; payload: unknown }>({
    name: 'take-outbox',
    text: `
      DELETE FROM outbox
      WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
      RETURNING subject, payload`,
    values: [limit],
  });
  return rows;
}
