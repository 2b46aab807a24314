import type { Queryable } from '../database.ts';

/** @returns whose session it is; `null` when there is none, or it has expired. */
export async function findSession(db: Queryable, tokenHash: Buffer): Promise<string | null> {
  const { rows } = await db.query<{ username: string }>({
    name: 'find-session',
    text: 'SELECT username FROM sessions WHERE token_hash = $1 AND expires_at > clock_timestamp()',
    values: [tokenHash],
  });
  return rows[0]?.username ?? null;
}
