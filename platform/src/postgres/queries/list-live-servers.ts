import type { Queryable } from '../database.ts';

export interface LiveServer {
  readonly uid: string;
  readonly name: string;
}

/** The event servers that take submissions: ready, and heard of within the last 3 s. */
export async function listLiveServers(db: Queryable): Promise<LiveServer[]> {
  const { rows } = await db.query<{ uid: string; name: string }>({
    name: 'list-live-servers',
    text: `
      SELECT uid, name
      FROM servers
      WHERE state = 'ready' AND heartbeat_at > clock_timestamp() - interval '3 seconds'
      ORDER BY name, uid`,
  });
  return rows;
}
