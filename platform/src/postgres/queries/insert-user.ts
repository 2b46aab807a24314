import type { Queryable } from '../database.ts';

/** Makes an account. @returns whether the name was free; if not, nothing changes. */
export async function insertUser(
  db: Queryable,
  user: { readonly username: string; readonly passwordHash: string },
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'insert-user',
    text: 'INSERT INTO users (username, password_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    values: [user.username, user.passwordHash],
  });
  return rowCount === 1;
}
