import type { Queryable } from '../database.ts';

export interface UnfinishedEvents {
  readonly open: number;
  readonly frozen: number;
  /** Those of both that no event server is home of, or one whose row is gone. */
  readonly homeless: number;
}

export async function countUnfinishedEvents(db: Queryable): Promise<UnfinishedEvents> {
  const { rows } = await db.query<{ open: number; frozen: number; homeless: number }>({
    name: 'count-unfinished-events',
    text: `
      SELECT
        count(*) FILTER (WHERE e.state = 'open') AS open,
        count(*) FILTER (WHERE e.state = 'frozen') AS frozen,
        count(*) FILTER (WHERE s.uid IS NULL) AS homeless
      FROM events AS e
      LEFT JOIN servers AS s ON s.uid = e.home_uid
      WHERE e.state IN ('open', 'frozen')`,
  });
  return rows[0] ?? { open: 0, frozen: 0, homeless: 0 };
}
