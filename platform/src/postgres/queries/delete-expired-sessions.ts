import type { Queryable } from '../database.ts';

/** Deletes at most `limit` expired sessions; several may do so at once. @returns how many there were. */
export async function deleteExpiredSessions(db: Queryable, limit: number): Promise<number> {
  const { rowCount } = await db.query({
    name: 'delete-expired-sessions',
    text: `
      DELETE FROM sessions
      WHERE token_hash IN (
        SELECT token_hash FROM sessions
        WHERE expires_at <= clock_timestamp()
        ORDER BY expires_at
        LIMIT $1
        FOR UPDATE SKIP LOCKED
      )`,
    values: [limit],
  });
  return rowCount ?? 0;
}
