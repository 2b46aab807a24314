import type { Database } from '@whenly/platform/postgres/database';
import { lockEventsForFreezing } from '@whenly/platform/postgres/queries/lock-events-for-freezing';
import type { Acceptance, Candidate } from './acceptance.ts';
import { explainUnclaimed } from './explain-unclaimed.ts';

/**
 * What became of an action whose event is due but not frozen yet. It may have got in before the deadline
 * through another server, and not be committed yet: having the exclusive lock means that this is over. No new
 * one gets in, since the deadline has passed; so a refusal now holds for ever.
 */
export async function settleLate(database: Database, candidate: Candidate): Promise<Acceptance> {
  const explained = await database.transaction(async (connection) => {
    await lockEventsForFreezing(connection, [candidate.eventId]);
    return explainUnclaimed(connection, [candidate]);
  });
  const [acceptance] = explained.values();
  return acceptance === undefined || acceptance.outcome === 'late'
    ? { outcome: 'refused', reason: 'deadline_passed' }
    : acceptance;
}
