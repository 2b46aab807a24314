import { suspectAfterMs } from '@whenly/core/placement/suspect-after-ms';
import type { Queryable } from '../database.ts';

export interface LiveServer {
  readonly uid: string;
  readonly name: string;
}

/** The event servers that take submissions: ready, and heard of lately. */
export async function listLiveServers(db: Queryable): Promise<LiveServer[]> {
  const { rows } = await db.query<{ uid: string; name: string }>({
    name: 'list-live-servers',
    text: `
      SELECT uid, name
      FROM servers
      WHERE state = 'ready' AND heartbeat_at > clock_timestamp() - make_interval(secs => $1::float8 / 1000)
      ORDER BY name, uid`,
    values: [suspectAfterMs],
  });
  return rows;
}
