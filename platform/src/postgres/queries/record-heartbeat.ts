import type { Queryable } from '../database.ts';

export interface Heartbeat {
  readonly uid: string;
  readonly name: string;
  readonly state: 'ready' | 'draining';
  readonly eventLoopLagMs: number;
}

/** Renews an event server's row; the first time, makes it. */
export async function recordHeartbeat(db: Queryable, heartbeat: Heartbeat): Promise<void> {
  await db.query({
    name: 'record-heartbeat',
    text: `
      INSERT INTO servers (uid, name, state, event_loop_lag_ms)
      VALUES ($1, $2, $3, $4)
      ON CONFLICT (uid) DO UPDATE
      SET state = excluded.state, event_loop_lag_ms = excluded.event_loop_lag_ms,
        heartbeat_at = clock_timestamp()`,
    values: [heartbeat.uid, heartbeat.name, heartbeat.state, heartbeat.eventLoopLagMs],
  });
}
