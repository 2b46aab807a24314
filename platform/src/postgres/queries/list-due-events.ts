import type { Queryable } from '../database.ts';

export interface DueEvent {
  readonly id: string;
  readonly epoch: number;
  /** Milliseconds from now until the deadline, by PostgreSQL's clock; negative once it is over. */
  readonly dueInMs: number;
}

/** The unfinished events of this home that are due now or within `horizonMs`, soonest first. */
export async function listDueEvents(
  db: Queryable,
  serverUid: string,
  horizonMs: number,
  limit: number,
): Promise<DueEvent[]> {
  const { rows } = await db.query<{ id: string; epoch: number; due_in_ms: number }>({
    name: 'list-due-events',
    text: `
      SELECT id, epoch, (extract(epoch FROM deadline - clock_timestamp()) * 1000)::float8 AS due_in_ms
      FROM events
      WHERE home_uid = $1 AND state IN ('open', 'frozen')
        AND deadline <= clock_timestamp() + make_interval(secs => $2::float8 / 1000)
      ORDER BY deadline
      LIMIT $3`,
    values: [serverUid, horizonMs, limit],
  });
  return rows.map((row) => ({ id: row.id, epoch: row.epoch, dueInMs: row.due_in_ms }));
}
