import type { Queryable } from '@whenly/platform/postgres/database';
import { releaseHomes } from '@whenly/platform/postgres/queries/release-homes';
import { removeServer } from '@whenly/platform/postgres/queries/remove-server';

const eventsAtOnce = 1_000;

/**
 * Gives up all events of a server that stops, and its place among the servers. Those that the operator is just
 * moving are left to it; and without the server's row, whatever is still its own is anybody's.
 *
 * @returns how many events were given up.
 */
export async function leave(db: Queryable, serverUid: string): Promise<number> {
  let released = 0;
  for (;;) {
    const now = await releaseHomes(db, serverUid, eventsAtOnce);
    released += now;
    if (now < eventsAtOnce) break;
  }
  await removeServer(db, serverUid);
  return released;
}
