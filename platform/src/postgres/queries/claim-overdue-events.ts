import { suspectAfterMs } from '@whenly/core/placement/suspect-after-ms';
import type { Queryable } from '../database.ts';
import type { HomedEvent } from './freeze-events.ts';

/**
 * Takes overdue events that nobody is finalizing, by making this server their home with a higher epoch: at
 * once when they have no home or one whose heartbeat stopped, and from whoever else had them for `patienceMs`.
 * Several servers may do so at the same time: each takes others.
 */
export async function claimOverdueEvents(
  db: Queryable,
  serverUid: string,
  options: { readonly patienceMs: number; readonly limit: number },
): Promise<HomedEvent[]> {
  const { rows } = await db.query<{ id: string; epoch: number }>({
    name: 'claim-overdue-events',
    text: `
      UPDATE events AS e
      SET home_uid = $1, home_since = clock_timestamp(), epoch = e.epoch + 1
      FROM (
        SELECT o.id
        FROM events AS o
        WHERE o.state IN ('open', 'frozen') AND o.deadline <= clock_timestamp()
          AND o.home_uid IS DISTINCT FROM $1
          AND (
            greatest(o.deadline, o.home_since) <= clock_timestamp() - make_interval(secs => $2::float8 / 1000)
            OR NOT EXISTS (
              SELECT FROM servers AS s
              WHERE s.uid = o.home_uid AND s.heartbeat_at > clock_timestamp() - make_interval(secs => $4::float8 / 1000)
            )
          )
        ORDER BY o.deadline
        LIMIT $3
        FOR UPDATE SKIP LOCKED
      ) AS overdue
      WHERE e.id = overdue.id
      RETURNING e.id, e.epoch`,
    values: [serverUid, options.patienceMs, options.limit, suspectAfterMs],
  });
  return rows;
}
