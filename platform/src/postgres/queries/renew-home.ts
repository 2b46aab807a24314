import type { Queryable } from '../database.ts';
import type { HomedEvent } from './freeze-events.ts';

/** Says that this home is still at work on a frozen event: its time begins anew (see `claimOverdueEvents`). @returns whether it is. */
export async function renewHome(db: Queryable, serverUid: string, event: HomedEvent): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'renew-home',
    text: `
      UPDATE events
      SET home_since = clock_timestamp()
      WHERE id = $2 AND epoch = $3 AND home_uid = $1 AND state = 'frozen'`,
    values: [serverUid, event.id, event.epoch],
  });
  return rowCount === 1;
}
