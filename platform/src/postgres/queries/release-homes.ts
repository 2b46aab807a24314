import type { Queryable } from '../database.ts';

/**
 * Gives up events that this server is home of: it stops. Events that somebody else is just writing are left
 * out.
 *
 * @returns how many there were.
 */
export async function releaseHomes(db: Queryable, serverUid: string, limit: number): Promise<number> {
  const { rowCount } = await db.query({
    name: 'release-homes',
    text: `
      WITH held AS (
        SELECT id FROM events
        WHERE home_uid = $1 AND state IN ('open', 'frozen')
        ORDER BY id
        LIMIT $2
        FOR UPDATE SKIP LOCKED
      )
      UPDATE events AS e
      SET home_uid = NULL, home_since = clock_timestamp(), epoch = e.epoch + 1
      FROM held
      WHERE e.id = held.id`,
    values: [serverUid, limit],
  });
  return rowCount ?? 0;
}
