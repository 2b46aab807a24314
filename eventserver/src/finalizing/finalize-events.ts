import type { Logger } from '@whenly/platform/logs/create-logger';
import type { Database } from '@whenly/platform/postgres/database';
import { commitResults, type NewResult } from '@whenly/platform/postgres/queries/commit-results';
import type { HomedEvent } from '@whenly/platform/postgres/queries/freeze-events';
import { listUnanswered } from '@whenly/platform/postgres/queries/list-unanswered';
import { readSubmissions } from '@whenly/platform/postgres/queries/read-submissions';
import { readTerms } from '@whenly/platform/postgres/queries/read-terms';
import { sealDigests, type SealedShare } from '@whenly/platform/postgres/queries/seal-digests';
import pLimit from 'p-limit';
import type { ServerIdentity } from '../server-identity.ts';
import { computeResult } from './compute-result.ts';
import { freezeBlockedEvent, freezeDueEvents } from './freeze-due-events.ts';
import { largeBytes, type LargeEvents } from './large-events.ts';
import { gatherPartials, type GatherOptions } from './gather-partials.ts';

export interface FinalizeOptions {
  readonly server: ServerIdentity;
  readonly database: Database;
  readonly gathering: Omit<GatherOptions, 'database' | 'serverUid'>;
  /** Where events of unusual size go. */
  readonly large: Pick<LargeEvents, 'has' | 'begin'>;
  readonly onFinalized: (outcome: NewResult['outcome'], delayMs: number) => void;
  readonly log: Logger;
}

/**
 * Brings due events to their result: freeze → seal → gather → verify → solve → commit. Every write names this
 * server and the epoch, so an event that has another home by now is left alone. It may be run again after a
 * failure at any point: a frozen event is taken up where it was left.
 */
export async function finalizeEvents(options: FinalizeOptions, due: readonly HomedEvent[]): Promise<void> {
  const { server, database, large } = options;
  const events = due.filter((event) => !large.has(event.id));
  if (events.length === 0) return;
  const { eventIds, blocked } = await freezeDueEvents(database, server.uid, events);
  const oneAtATime = pLimit(1);
  await settleAll([
    finishEvents(options, events, eventIds),
    ...blocked.map((event) =>
      oneAtATime(async () => {
        await finishEvents(options, [event], await freezeBlockedEvent(database, server.uid, event));
      }),
    ),
  ]);
}

/** Waits for all of it. @throws the first failure, if any, once everything is over. */
async function settleAll(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Seal → gather → verify → solve → commit, for those of `events` that are frozen. */
async function finishEvents(
  options: FinalizeOptions,
  events: readonly HomedEvent[],
  frozenIds: readonly string[],
): Promise<void> {
  const { server, database, gathering, large, onFinalized, log } = options;
  if (frozenIds.length === 0) return;

  // No submission gets in any more: from here on, the rows stay as they are.
  const [allShares, unanswered] = await Promise.all([
    sealDigests(database, frozenIds),
    listUnanswered(database, frozenIds),
  ]);
  const largeIds = findLarge(allShares);
  for (const event of events) if (largeIds.has(event.id)) large.begin(event, unanswered.get(event.id) ?? []);
  const smallIds = frozenIds.filter((id) => !largeIds.has(id));
  if (smallIds.length === 0) return;
  const shares = allShares.filter((share) => !largeIds.has(share.eventId));
  const terms = await readTerms(database, smallIds);
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
        () => readSubmissions(database, eventId),
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

function findLarge(shares: readonly SealedShare[]): ReadonlySet<string> {
  const bytes = new Map<string, number>();
  for (const share of shares) bytes.set(share.eventId, (bytes.get(share.eventId) ?? 0) + share.bytes);
  return new Set([...bytes].filter(([, size]) => size > largeBytes).map(([eventId]) => eventId));
}
