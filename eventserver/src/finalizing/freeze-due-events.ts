import type { Database } from '@whenly/platform/postgres/database';
import { freezeEvents, type HomedEvent } from '@whenly/platform/postgres/queries/freeze-events';
import { lockEventForFreezing } from '@whenly/platform/postgres/queries/lock-event-for-freezing';
import { tryToLockEventsForFreezing } from '@whenly/platform/postgres/queries/try-to-lock-events-for-freezing';

/** How long an event's freeze waits for submissions that are being committed. */
const lockLimitMs = 1_000;

export interface Frozen {
  /** Frozen, and ours to finalize. */
  readonly eventIds: readonly string[];
  /** Submissions to these are just being committed: `freezeBlockedEvent` waits for them. */
  readonly blocked: readonly HomedEvent[];
}

/** Freezes what can be frozen at once: an event that somebody holds up does not hold up the others. */
export async function freezeDueEvents(
  database: Database,
  serverUid: string,
  events: readonly HomedEvent[],
): Promise<Frozen> {
  return database.transaction(async (connection) => {
    const locked = await tryToLockEventsForFreezing(
      connection,
      events.map((event) => event.id),
    );
    const free = events.filter(({ id }) => locked.has(id));
    const blocked = events.filter(({ id }) => !locked.has(id));
    return { eventIds: await freezeEvents(connection, serverUid, free), blocked };
  });
}

/** Freezes one event, waiting for the submissions that are under way. @throws when they take too long. */
export async function freezeBlockedEvent(
  database: Database,
  serverUid: string,
  event: HomedEvent,
): Promise<readonly string[]> {
  return database.transaction(async (connection) => {
    await lockEventForFreezing(connection, event.id, lockLimitMs);
    return freezeEvents(connection, serverUid, [event]);
  });
}
