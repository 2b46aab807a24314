import type { PlacementPolicy } from '@whenly/core/placement/placement-policy';
import type { Queryable } from '../database.ts';

export interface EventToPlace {
  readonly id: string;
  readonly home: string | null;
  readonly epoch: number;
  /** `null`: whatever the platform's default is. */
  readonly placement: PlacementPolicy | null;
}

/**
 * The unfinished events whose home is none of `keepers`, and of each keeper named in `excess` as many as given
 * there; those with the nearest deadlines first, but of a keeper's those with the farthest.
 */
export async function listEventsToPlace(
  db: Queryable,
  keepers: readonly string[],
  excess: ReadonlyMap<string, number>,
  limit: number,
): Promise<EventToPlace[]> {
  const { rows } = await db.query<{
    id: string;
    home_uid: string | null;
    epoch: number;
    placement: PlacementPolicy | null;
  }>({
    name: 'list-events-to-place',
    text: `
      (
        SELECT id, home_uid, epoch, placement
        FROM events
        WHERE state IN ('open', 'frozen') AND (home_uid IS NULL OR home_uid <> ALL($1::text[]))
        ORDER BY deadline
        LIMIT $4
      )
      UNION ALL
      SELECT e.id, e.home_uid, e.epoch, e.placement
      FROM unnest($2::text[], $3::int[]) AS x (uid, count)
      CROSS JOIN LATERAL (
        SELECT id, home_uid, epoch, placement
        FROM events
        WHERE state = 'open' AND home_uid = x.uid
        ORDER BY deadline DESC
        LIMIT x.count
      ) AS e`,
    values: [keepers, [...excess.keys()], [...excess.values()], limit],
  });
  return rows.map((row) => ({ id: row.id, home: row.home_uid, epoch: row.epoch, placement: row.placement }));
}
