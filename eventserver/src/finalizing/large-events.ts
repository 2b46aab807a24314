import { Worker } from 'node:worker_threads';
import type { Logger } from '@whenly/platform/logs/create-logger';
import type { Database } from '@whenly/platform/postgres/database';
import { commitResults, type NewResult } from '@whenly/platform/postgres/queries/commit-results';
import type { HomedEvent } from '@whenly/platform/postgres/queries/freeze-events';
import { renewHome } from '@whenly/platform/postgres/queries/renew-home';
import { repeat } from '@whenly/platform/process/repeat';
import pLimit from 'p-limit';
import type { ServerIdentity } from '../server-identity.ts';
import type { ComputedResult } from './compute-result.ts';

/** What the worker gets. */
export interface LargeEventTask {
  readonly databaseUrl: string;
  readonly eventId: string;
  readonly unanswered: readonly string[];
}

export interface LargeEventsOptions {
  readonly server: ServerIdentity;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly onFinalized: (outcome: NewResult['outcome'], delayMs: number) => void;
  readonly log: Logger;
}

/** Submissions that take up more than this together are not computed on the event server's own thread. */
export const largeBytes = 500_000;

const limitMs = 55_000;
const renewMs = 2_000;
const maxMegabytes = 4_096;

/**
 * Finalizes frozen events of unusual size, one after the other, in a thread of their own: meanwhile this
 * server's heartbeat, submissions and other events go on. No partials are gathered for these; all is computed
 * from the rows, where it has to be read anyway.
 */
export class LargeEvents {
  readonly #options: LargeEventsOptions;
  readonly #oneAtATime = pLimit(1);
  readonly #isStopped = new AbortController();
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(options: LargeEventsOptions) {
    this.#options = options;
  }

  has(eventId: string): boolean {
    return this.#underWay.has(eventId);
  }

  /** Begins, and returns. What fails is still due, and is begun again with the next look. */
  begin(event: HomedEvent, unanswered: readonly string[]): void {
    if (this.#isStopped.signal.aborted) return;
    const { log } = this.#options;
    const work = this.#oneAtATime(() => this.#finalize(event, unanswered))
      .catch((error: unknown) => {
        if (this.#isStopped.signal.aborted) return;
        log.error(
          { err: error, eventId: event.id, epoch: event.epoch },
          'a large event could not be computed',
        );
      })
      .finally(() => this.#underWay.delete(event.id));
    this.#underWay.set(event.id, work);
  }

  /** Returns once all that was begun is over. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  /** Leaves what is under way as it is: frozen, for the next home. */
  async stop(): Promise<void> {
    this.#isStopped.abort();
    await this.settled();
  }

  async #finalize(event: HomedEvent, unanswered: readonly string[]): Promise<void> {
    const { server, database, databaseUrl, log } = this.#options;
    const { signal } = this.#isStopped;
    signal.throwIfAborted();
    // It may have waited long for its turn, and have another home by now.
    if (!(await renewHome(database, server.uid, event))) return;
    const renew = async () => {
      await renewHome(database, server.uid, event);
    };
    const renewal = repeat('renew home', renewMs, renew, log);
    try {
      const task = { databaseUrl, eventId: event.id, unanswered };
      await this.#commit(event, await compute(task, signal));
    } finally {
      await renewal.stop();
    }
  }

  async #commit(event: HomedEvent, result: ComputedResult): Promise<void> {
    const { database, server, onFinalized, log } = this.#options;
    const committed = await commitResults(database, server, [
      { eventId: event.id, epoch: event.epoch, ...result },
    ]);
    for (const { delayMs } of committed) {
      onFinalized(result.outcome, delayMs);
      log.info({ eventId: event.id, submissions: result.submissions, delayMs }, 'finalized a large event');
    }
  }
}

/** @throws when it fails, takes too long, needs too much memory, or is stopped. */
async function compute(task: LargeEventTask, signal: AbortSignal): Promise<ComputedResult> {
  const worker = new Worker(new URL('./large-event-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
  });
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  try {
    return await new Promise<ComputedResult>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      onAbort = () => {
        reject(new Error('Stopped'));
      };
      signal.addEventListener('abort', onAbort);
      worker.once('exit', (code) => {
        reject(new Error(`The worker ended with ${code}, and without a result`));
      });
      timer = setTimeout(() => {
        reject(new Error(`The result was not there after ${limitMs} ms`));
      }, limitMs);
    });
  } finally {
    clearTimeout(timer);
    if (onAbort) signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
