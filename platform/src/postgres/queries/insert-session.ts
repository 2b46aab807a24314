import type { Queryable } from '../database.ts';

export interface NewSession {
  /** Only the hash of the token is ever stored. */
  readonly tokenHash: Buffer;
  readonly username: string;
  readonly days: number;
}

export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  await db.query({
    name: 'insert-session',
    text: `
      INSERT INTO sessions (token_hash, username, expires_at)
      VALUES ($1, $2, clock_timestamp() + make_interval(days => $3))`,
    values: [session.tokenHash, session.username, session.days],
  });
}
