import type { Queryable } from '../database.ts';

/** Gives up all events that this server is home of: it stops. @returns how many there were. */
export async function releaseHomes(db: Queryable, serverUid: string): Promise<number> {
  const { rowCount } = await db.query({
    name: 'release-homes',
    text: `
      UPDATE events
      SET home_uid = NULL, home_since = clock_timestamp(), epoch = epoch + 1
      WHERE home_uid = $1 AND state IN ('open', 'frozen')`,
    values: [serverUid],
  });
  return rowCount ?? 0;
}
