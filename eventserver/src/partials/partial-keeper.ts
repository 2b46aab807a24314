import type { SchedulingTerms } from '@whenly/core/event/scheduling-terms';
import type { Availability } from '@whenly/core/interval/availability';
import type { ContentHash } from '@whenly/core/partial/content-hash';
import { mergePartials } from '@whenly/core/partial/merge-partials';
import { negatePartial } from '@whenly/core/partial/negate-partial';
import type { Partial } from '@whenly/core/partial/partial';
import { partialOf } from '@whenly/core/partial/partial-of';
import type { Logger } from '@whenly/platform/logs/create-logger';
import type { WithdrawMessage } from '@whenly/platform/nats/messages';
import type { Queryable } from '@whenly/platform/postgres/database';
import type { PreviousSubmission } from '@whenly/platform/postgres/queries/lock-previous-submissions';
import { readShare } from '@whenly/platform/postgres/queries/read-share';
import { loadAvailability, type StoredAvailability } from '@whenly/platform/postgres/stored-availability';
import type { ServerIdentity } from '../identity.ts';
import type { TermsCache } from '../submitting/terms-cache.ts';
import type { PartialStore } from './partial-store.ts';
import { KeyedQueue } from './keyed-queue.ts';

export interface CountedSubmission {
  readonly eventId: string;
  readonly participant: string;
  readonly availability: Availability;
  readonly hash: ContentHash;
  readonly version: number;
  readonly previous: PreviousSubmission | null;
}

export interface PartialKeeperOptions {
  readonly server: ServerIdentity;
  readonly store: PartialStore;
  readonly database: Queryable;
  readonly terms: TermsCache;
  /** Tells the server that took the person's earlier submission that it was replaced. */
  readonly tellWithdrawn: (serverUid: string, message: WithdrawMessage) => void;
  readonly onRebuild: () => void;
  readonly log: Logger;
}

/** How long a partial outlives its event's deadline: long enough for any result, then Redis drops it. */
const secondsAfterDeadline = 24 * 60 * 60;

/**
 * Keeps this server's partials in step with the submissions that it took. Work on one event is done in order.
 *
 * Whatever goes wrong here is only logged: a partial that is missing or wrong does not match its digest at
 * the deadline, and is computed from the rows instead.
 */
export class PartialKeeper {
  readonly #options: PartialKeeperOptions;
  readonly #queue = new KeyedQueue({ maxWaiting: 50_000 });

  constructor(options: PartialKeeperOptions) {
    this.#options = options;
  }

  /** Counts a submission that this server has just committed. */
  count(submission: CountedSubmission): void {
    const { server, tellWithdrawn } = this.#options;
    const { eventId, participant, previous } = submission;
    if (previous?.serverUid && previous.serverUid !== server.uid) {
      const { serverUid, ...replaced } = previous;
      tellWithdrawn(serverUid, replaced);
    }
    this.#inOrder(eventId, (terms) => {
      const ours = previous?.serverUid === server.uid ? previous : null;
      const added = partialOf([submission], terms);
      const removed = ours ? negatePartial(partialOf([loadSubmission(ours)], terms)) : null;
      const change = removed ? mergePartials([added, removed], terms.generation) : added;
      return {
        ...change,
        participant,
        countedVersion: ours?.version ?? 0,
        version: submission.version,
        isTakenOut: false,
      };
    });
  }

  /** Takes out a submission that another server has replaced. */
  withdraw(message: WithdrawMessage): void {
    const { eventId, participant, version } = message;
    this.#inOrder(eventId, (terms) => ({
      ...negatePartial(partialOf([loadSubmission(message)], terms)),
      participant,
      countedVersion: version,
      version,
      isTakenOut: true,
    }));
  }

  /** This server's partial of the event, with everything counted so far. `null`: there is none. */
  async read(eventId: string): Promise<Partial | null> {
    await this.#queue.settled(eventId);
    return this.#options.store.read(eventId);
  }

  /** Drops the partial of an event that has ended. */
  forget(eventId: string): void {
    this.#options.terms.forget(eventId);
    this.#enqueue(eventId, () => this.#options.store.remove(eventId));
  }

  #inOrder(eventId: string, plan: (terms: SchedulingTerms) => Parameters<PartialStore['change']>[1]): void {
    const { store, terms } = this.#options;
    this.#enqueue(eventId, async () => {
      const eventTerms = await terms.get(eventId);
      if (!eventTerms) return;
      const secondsToLive = secondsUntilForgotten(eventTerms.dueInMs);
      const result = await store.change(eventId, plan(eventTerms), secondsToLive);
      if (result === 'gap') await this.#rebuild(eventId);
    });
  }

  #enqueue(eventId: string, work: () => Promise<void>): void {
    const { log } = this.#options;
    this.#queue.add(eventId, work).catch((error: unknown) => {
      log.warn({ err: error, eventId }, 'a partial could not be changed; it will be computed from the rows');
    });
  }

  /** Computes this server's share of an event from the rows. */
  async #rebuild(eventId: string): Promise<void> {
    const { server, store, database, terms, onRebuild } = this.#options;
    terms.forget(eventId);
    const eventTerms = await terms.get(eventId);
    if (!eventTerms) return;
    const rows = await readShare(database, server.uid, [eventId]);
    const partial = partialOf(rows.map(loadSubmission), eventTerms);
    const versions = new Map(rows.map(({ participant, version }) => [participant, version]));
    await store.replace(eventId, partial, versions, secondsUntilForgotten(eventTerms.dueInMs));
    onRebuild();
  }
}

function loadSubmission(row: ContentHash & { participant: string; availability: StoredAvailability }) {
  return {
    participant: row.participant,
    availability: loadAvailability(row.availability),
    hash: { hashA: row.hashA, hashB: row.hashB },
  };
}

const secondsUntilForgotten = (dueInMs: number) =>
  Math.ceil(Math.max(dueInMs, 0) / 1000) + secondsAfterDeadline;
