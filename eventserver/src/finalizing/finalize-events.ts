import type { Logger } from '@whenly/platform/logs/create-logger';
import type { Database } from '@whenly/platform/postgres/database';
import { commitResults, type NewResult } from '@whenly/platform/postgres/queries/commit-results';
import { freezeEvents, type HomedEvent } from '@whenly/platform/postgres/queries/freeze-events';
import { listUnanswered } from '@whenly/platform/postgres/queries/list-unanswered';
import { lockEventsForFreezing } from '@whenly/platform/postgres/queries/lock-events-for-freezing';
import { readSubmissions } from '@whenly/platform/postgres/queries/read-submissions';
import { readTerms } from '@whenly/platform/postgres/queries/read-terms';
import { sealDigests } from '@whenly/platform/postgres/queries/seal-digests';
import { loadAvailability } from '@whenly/platform/postgres/stored-availability';
import type { ServerIdentity } from '../identity.ts';
import { computeResult } from './compute-result.ts';
import { gatherPartials, type GatherOptions } from './gather-partials.ts';

export interface FinalizeOptions {
  readonly server: ServerIdentity;
  readonly database: Database;
  readonly gathering: Omit<GatherOptions, 'database' | 'serverUid'>;
  readonly onFinalized: (outcome: NewResult['outcome'], delayMs: number) => void;
  readonly log: Logger;
}

/**
 * Brings due events to their result: freeze → seal → gather → verify → solve → commit. Every write names this
 * server and the epoch, so an event that has another home by now is left alone. It may be run again after a
 * failure at any point: a frozen event is taken up where it was left.
 */
export async function finalizeEvents(options: FinalizeOptions, events: readonly HomedEvent[]): Promise<void> {
  const { server, database, gathering, onFinalized, log } = options;
  const frozen = new Set(
    await database.transaction(async (connection) => {
      await lockEventsForFreezing(
        connection,
        events.map((event) => event.id),
      );
      return freezeEvents(connection, server.uid, events);
    }),
  );
  if (frozen.size === 0) return;
  const eventIds = [...frozen];

  // No submission gets in any more: from here on, the rows stay as they are.
  const [terms, shares, unanswered] = await Promise.all([
    readTerms(database, eventIds),
    sealDigests(database, eventIds),
    listUnanswered(database, eventIds),
  ]);
  const termsById = new Map(terms.map((one) => [one.eventId, one]));
  const partials = await gatherPartials({ ...gathering, database, serverUid: server.uid }, termsById, shares);

  const results: NewResult[] = [];
  for (const { id: eventId, epoch } of events) {
    const eventTerms = termsById.get(eventId);
    if (!eventTerms) continue;
    try {
      const result = await computeResult(
        eventTerms,
        partials.get(eventId) ?? [],
        unanswered.get(eventId) ?? [],
        async () =>
          (await readSubmissions(database, eventId)).map(({ participant, availability }) => ({
            participant,
            availability: loadAvailability(availability),
          })),
      );
      results.push({ eventId, epoch, ...result });
    } catch (error) {
      // The others of the batch go on; this one is tried again with the next look.
      log.error({ err: error, eventId, epoch }, 'an event could not be computed');
    }
  }

  const outcomes = new Map(results.map((result) => [result.eventId, result.outcome]));
  for (const { eventId, delayMs } of await commitResults(database, server, results)) {
    const outcome = outcomes.get(eventId);
    if (outcome) onFinalized(outcome, delayMs);
    log.debug({ eventId, outcome, delayMs }, 'finalized');
  }
}
