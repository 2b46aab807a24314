import type { Queryable } from '../database.ts';

export interface HomedEvent {
  readonly id: string;
  readonly epoch: number;
}

/**
 * Freezes the events that are due and whose home is still `serverUid`, with the epoch given. From then on
 * they take no submission. One that this home froze before stays frozen and is given back again.
 *
 * Run under the events' exclusive locks, in a later statement.
 *
 * Every statement that writes several events locks their rows in the same order first: by id.
 *
 * @returns the ids of the events that are frozen and ours to finalize.
 */
export async function freezeEvents(
  connection: Queryable,
  serverUid: string,
  events: readonly HomedEvent[],
): Promise<string[]> {
  const { rows } = await connection.query<{ id: string }>({
    name: 'freeze-events',
    text: `
      WITH held AS (
        SELECT id FROM events WHERE id = ANY($2::uuid[]) ORDER BY id FOR UPDATE
      )
      UPDATE events AS e
      SET state = 'frozen', frozen_at = coalesce(e.frozen_at, clock_timestamp())
      FROM held
      JOIN unnest($2::uuid[], $3::bigint[]) AS i (id, epoch) USING (id)
      WHERE e.id = i.id AND e.epoch = i.epoch AND e.home_uid = $1
        AND e.state IN ('open', 'frozen') AND e.deadline <= clock_timestamp()
      RETURNING e.id`,
    values: [serverUid, events.map((event) => event.id), events.map((event) => event.epoch)],
  });
  return rows.map((row) => row.id);
}
