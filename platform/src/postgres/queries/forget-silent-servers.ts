import type { Queryable } from '../database.ts';

/** Deletes the rows of event servers that have been silent for a minute and are nobody's home. */
export async function forgetSilentServers(db: Queryable): Promise<void> {
  await db.query({
    name: 'forget-silent-servers',
    text: `
      DELETE FROM servers AS s
      WHERE s.heartbeat_at < clock_timestamp() - interval '1 minute'
        AND NOT EXISTS (SELECT FROM events AS e WHERE e.home_uid = s.uid AND e.state IN ('open', 'frozen'))`,
  });
}
