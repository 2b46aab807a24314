import type { Queryable } from '../database.ts';

export interface ServerRow {
  readonly uid: string;
  readonly name: string;
  readonly state: 'ready' | 'draining';
  /** Milliseconds since it started, by PostgreSQL's clock. */
  readonly ageMs: number;
  /** Milliseconds since the last heartbeat, by PostgreSQL's clock. */
  readonly silentForMs: number;
  readonly eventLoopLagMs: number;
  /** How many unfinished events it is home of. */
  readonly load: number;
}

/** All event servers heard of, the live ones and those that went silent lately. */
export async function listServers(db: Queryable): Promise<ServerRow[]> {
  const { rows } = await db.query<{
    uid: string;
    name: string;
    state: 'ready' | 'draining';
    age_ms: number;
    silent_for_ms: number;
    event_loop_lag_ms: number;
    load: number;
  }>({
    name: 'list-servers',
    text: `
      SELECT s.uid, s.name, s.state, s.event_loop_lag_ms, coalesce(l.load, 0) AS load,
        (extract(epoch FROM clock_timestamp() - s.started_at) * 1000)::float8 AS age_ms,
        (extract(epoch FROM clock_timestamp() - s.heartbeat_at) * 1000)::float8 AS silent_for_ms
      FROM servers AS s
      LEFT JOIN (
        SELECT home_uid, count(*) AS load FROM events WHERE state IN ('open', 'frozen') GROUP BY home_uid
      ) AS l ON l.home_uid = s.uid
      ORDER BY s.name, s.uid`,
  });
  return rows.map((row) => ({
    uid: row.uid,
    name: row.name,
    state: row.state,
    ageMs: row.age_ms,
    silentForMs: row.silent_for_ms,
    eventLoopLagMs: row.event_loop_lag_ms,
    load: row.load,
  }));
}
