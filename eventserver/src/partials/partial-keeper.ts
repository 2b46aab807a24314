import type { Submission } from '@whenly/core/event/submission';
import type { ContentHash } from '@whenly/core/partial/content-hash';
import type { Partial } from '@whenly/core/partial/partial';
import { partialOf } from '@whenly/core/partial/partial-of';
import type { Logger } from '@whenly/platform/logs/create-logger';
import type { WithdrawMessage } from '@whenly/platform/nats/messages';
import type { Queryable } from '@whenly/platform/postgres/database';
import { readShare } from '@whenly/platform/postgres/queries/read-share';
import type { ServerIdentity } from '../server-identity.ts';
import type { TermsCache } from '../submitting/terms-cache.ts';
import { KeyedQueue } from './keyed-queue.ts';
import type { PartialStore } from './partial-store.ts';

export interface CountedSubmission extends Submission {
  readonly eventId: string;
  readonly hash: ContentHash;
  readonly version: number;
  /** The version that it replaced, and the server that had counted that one. */
  readonly previous: { readonly version: number; readonly serverUid: string | null } | null;
}

export interface PartialKeeperOptions {
  readonly server: ServerIdentity;
  readonly store: PartialStore;
  readonly database: Queryable;
  readonly terms: TermsCache;
  /** Tells the server that took the person's earlier submission that it was replaced. */
  readonly tellWithdrawn: (serverUid: string, message: WithdrawMessage) => void;
  readonly onRebuild: () => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly log: Logger;
}

/** How long a partial outlives its event's deadline: long enough for any result, then Redis drops it. */
const secondsAfterDeadline = 24 * 60 * 60;
/** After a failure Redis is left alone for so long; meanwhile nothing waits for it. */
const restMs = 1_000;
const maxLost = 10_000;
const rowsAtOnce = 200;

/**
 * Keeps this server's partials in step with the submissions that it took. Work on one event is done in order.
 *
 * Whatever goes wrong here is only logged: a partial that is missing or wrong does not match its digest at
 * the deadline, and is computed from the rows instead. Before that, the next change computes it anew.
 */
export class PartialKeeper {
  readonly #options: PartialKeeperOptions;
  readonly #changes = new KeyedQueue({ maxWaiting: 2_000 });
  readonly #rebuilds = new KeyedQueue({ maxWaiting: 2_000 });
  /** The events whose partials are known to lack something. */
  readonly #lost = new Set<string>();
  #restsUntil = -Infinity;

  constructor(options: PartialKeeperOptions) {
    this.#options = options;
  }

  /** Counts a submission that this server has just committed. */
  count(submission: CountedSubmission): void {
    const { server, tellWithdrawn } = this.#options;
    const { eventId, participant, version, previous } = submission;
    if (previous?.serverUid && previous.serverUid !== server.uid) {
      tellWithdrawn(previous.serverUid, { eventId, participant, version: previous.version });
    }
    this.#change(eventId, participant, version, submission);
  }

  /** Takes out a submission that another server has replaced. */
  withdraw({ eventId, participant, version }: WithdrawMessage): void {
    this.#change(eventId, participant, version, null);
  }

  /** This server's partial of the event, with everything counted so far. `null`: there is none to rely on. */
  async read(eventId: string): Promise<Partial | null> {
    await this.#changes.settled(eventId);
    return this.#lost.has(eventId) ? null : this.#options.store.read(eventId);
  }

  /** Drops the partial of an event that has ended. */
  forget(eventId: string): void {
    this.#options.terms.forget(eventId);
    this.#inOrder(eventId, async () => {
      this.#lost.delete(eventId);
      await this.#options.store.remove(eventId);
    });
  }

  #change(
    eventId: string,
    participant: string,
    version: number,
    submission: (Submission & { readonly hash: ContentHash }) | null,
  ): void {
    const { store, terms } = this.#options;
    this.#inOrder(eventId, async () => {
      const eventTerms = await terms.get(eventId);
      if (!eventTerms) return;
      const { generation, dueInMs } = eventTerms;
      const contribution = submission && partialOf([submission], eventTerms);
      const change = { generation, participant, version, contribution };
      const result = this.#lost.has(eventId)
        ? 'gap'
        : await store.change(eventId, change, secondsUntilForgotten(dueInMs));
      if (result === 'gap') await this.#rebuilds.add('one at a time', () => this.#rebuild(eventId));
    });
  }

  #inOrder(eventId: string, work: () => Promise<void>): void {
    const { now, log } = this.#options;
    this.#changes
      .add(eventId, async () => {
        if (now() < this.#restsUntil) this.#lose(eventId);
        else await work();
      })
      .catch((error: unknown) => {
        this.#restsUntil = now() + restMs;
        this.#lose(eventId);
        // Only the message: the error itself holds the command, and so what somebody answered.
        const { message } = error as Error;
        log.warn(
          { reason: message, eventId },
          'a partial could not be changed; it will be computed from the rows',
        );
      });
  }

  #lose(eventId: string): void {
    this.#lost.add(eventId);
    for (const oldest of this.#lost) {
      if (this.#lost.size <= maxLost) break;
      this.#lost.delete(oldest);
    }
  }

  /** Computes this server's share of an event from the rows. */
  async #rebuild(eventId: string): Promise<void> {
    const { server, store, database, terms, onRebuild } = this.#options;
    terms.forget(eventId);
    const eventTerms = await terms.get(eventId);
    if (!eventTerms) return;
    const { generation, dueInMs } = eventTerms;
    const secondsToLive = secondsUntilForgotten(dueInMs);
    const rows = await readShare(database, server.uid, [eventId]);
    await store.clear(eventId, generation, secondsToLive);
    for (let first = 0; first < rows.length; first += rowsAtOnce) {
      const changes = rows.slice(first, first + rowsAtOnce).map((row) => {
        const { participant, version } = row;
        const contribution = partialOf([row], eventTerms);
        return store.change(eventId, { generation, participant, version, contribution }, secondsToLive);
      });
      await Promise.all(changes);
    }
    this.#lost.delete(eventId);
    onRebuild();
  }
}

const secondsUntilForgotten = (dueInMs: number) =>
  Math.ceil(Math.max(dueInMs, 0) / 1000) + secondsAfterDeadline;
