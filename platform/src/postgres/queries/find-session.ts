import type { Queryable } from '../database.ts';

export interface FoundSession {
  readonly username: string;
  /** Now, in milliseconds since the Unix epoch, by PostgreSQL's clock. */
  readonly nowMs: number;
}

/** @returns whose session it is; `null` when there is none, or it has expired. */
export async function findSession(db: Queryable, tokenHash: Buffer): Promise<FoundSession | null> {
  const { rows } = await db.query<{ username: string; now_ms: number }>({
    name: 'find-session',
    text: `
      SELECT username, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now_ms
      FROM sessions
      WHERE token_hash = $1 AND expires_at > clock_timestamp()`,
    values: [tokenHash],
  });
  const row = rows[0];
  return row ? { username: row.username, nowMs: row.now_ms } : null;
}
