import type { Queryable } from '../database.ts';

/** Forgets an event server that has stopped: it is nobody's home any more from now on. */
export async function removeServer(db: Queryable, uid: string): Promise<void> {
  await db.query({ name: 'remove-server', text: 'DELETE FROM servers WHERE uid = $1', values: [uid] });
}
