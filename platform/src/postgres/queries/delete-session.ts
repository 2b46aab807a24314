import type { Queryable } from '../database.ts';

export async function deleteSession(db: Queryable, tokenHash: Buffer): Promise<void> {
  await db.query({
    name: 'delete-session',
    text: 'DELETE FROM sessions WHERE token_hash = $1',
    values: [tokenHash],
  });
}
