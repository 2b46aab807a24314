import type { Queryable } from '../database.ts';

/** Succeeds when the database answers. */
export async function ping(db: Queryable): Promise<void> {
  await db.query({ name: 'ping', text: 'SELECT 1' });
}
