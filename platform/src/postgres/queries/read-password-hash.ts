import type { Queryable } from '../database.ts';

/** @returns `null` when there is no such user. */
export async function readPasswordHash(db: Queryable, username: string): Promise<string | null> {
  const { rows } = await db.query<{ password_hash: string }>({
    name: 'read-password-hash',
    text: 'SELECT password_hash FROM users WHERE username = $1',
    values: [username],
  });
  return rows[0]?.password_hash ?? null;
}
