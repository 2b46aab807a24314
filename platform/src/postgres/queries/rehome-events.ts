import type { Queryable } from '../database.ts';

export interface Rehoming {
  readonly eventId: string;
  /** The epoch at which the move was decided: an event that changed its home since then stays. */
  readonly epoch: number;
  readonly to: string;
}

export type Rehomed =
  | { readonly ok: true; readonly eventIds: readonly string[] }
  /** Another leader has begun a later term. */
  | { readonly ok: false; readonly reason: 'term_is_over' };

/** Gives events new homes, on behalf of the operator's leader of `term`. */
export async function rehomeEvents(
  db: Queryable,
  term: number,
  rehomings: readonly Rehoming[],
): Promise<Rehomed> {
  const { rows } = await db.query<{ is_leader: boolean; ids: string[] }>({
    name: 'rehome-events',
    text: `
      WITH leader AS (
        SELECT term FROM operator_term WHERE term = $1 FOR SHARE
      ), held AS (
        SELECT id FROM events WHERE id = ANY($2::uuid[]) ORDER BY id FOR UPDATE
      ), moved AS (
        UPDATE events AS e
        SET home_uid = i.home_uid, home_since = clock_timestamp(), epoch = e.epoch + 1
        FROM held
        JOIN unnest($2::uuid[], $3::bigint[], $4::text[]) AS i (id, epoch, home_uid) USING (id)
        WHERE EXISTS (SELECT FROM leader)
          AND e.id = i.id AND e.epoch = i.epoch AND e.state IN ('open', 'frozen')
        RETURNING e.id
      )
      SELECT EXISTS (SELECT FROM leader) AS is_leader, ARRAY(SELECT id FROM moved) AS ids`,
    values: [
      term,
      rehomings.map((rehoming) => rehoming.eventId),
      rehomings.map((rehoming) => rehoming.epoch),
      rehomings.map((rehoming) => rehoming.to),
    ],
  });
  const row = rows[0];
  return row?.is_leader ? { ok: true, eventIds: row.ids } : { ok: false, reason: 'term_is_over' };
}
