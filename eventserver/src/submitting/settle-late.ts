import type { Database } from '@whenly/platform/postgres/database';
import { tryToLockEventsForFreezing } from '@whenly/platform/postgres/queries/try-to-lock-events-for-freezing';
import type { Acceptance, Candidate } from './acceptance.ts';
import { explainUnclaimed } from './explain-unclaimed.ts';

/**
 * What became of an action whose event is due but not frozen yet. It may have got in before the deadline
 * through another server, and not be committed yet: having the exclusive lock means that this is over. No new
 * one gets in, since the deadline has passed; so a refusal now holds for ever.
 *
 * It does not wait for the lock, which would keep a connection busy.
 *
 * @returns `late` when the lock was not to be had: ask again.
 */
export async function settleLate(database: Database, candidate: Candidate): Promise<Acceptance> {
  return database.transaction(async (connection) => {
    const locked = await tryToLockEventsForFreezing(connection, [candidate.eventId]);
    if (locked.size === 0) return { outcome: 'late' };
    const [acceptance] = (await explainUnclaimed(connection, [candidate], () => false)).values();
    return acceptance === undefined || acceptance.outcome === 'late'
      ? { outcome: 'refused', reason: 'deadline_passed' }
      : acceptance;
  });
}
