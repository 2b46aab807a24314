import { Worker } from 'node:worker_threads';
import type { Database } from '@whenly/platform/postgres/database';
import { commitResults, type NewResult } from '@whenly/platform/postgres/queries/commit-results';
import type { HomedEvent } from '@whenly/platform/postgres/queries/freeze-events';
import { renewHome } from '@whenly/platform/postgres/queries/renew-home';
import { repeat } from '@whenly/platform/process/repeat';
import type { Logger } from '@whenly/platform/logs/create-logger';
import pLimit from 'p-limit';
import type { ServerIdentity } from '../identity.ts';

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
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(options: LargeEventsOptions) {
    this.#options = options;
  }

  has(eventId: string): boolean {
    return this.#underWay.has(eventId);
  }

  /** Begins, and returns. What fails is still due, and is begun again with the next look. */
  begin(event: HomedEvent, unanswered: readonly string[]): void {
    const { log } = this.#options;
    const work = this.#keepHomeWhile(event, () =>
      this.#oneAtATime(async () => {
        const { databaseUrl } = this.#options;
        await this.#commit(event, await compute({ databaseUrl, eventId: event.id, unanswered }));
      }),
    )
      .catch((error: unknown) => {
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

  async #keepHomeWhile(event: HomedEvent, work: () => Promise<void>): Promise<void> {
    const { database, server, log } = this.#options;
    const renewal = repeat('renew home', renewMs, () => renewHome(database, server.uid, event), log);
    try {
      await work();
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

type ComputedResult = Pick<NewResult, 'outcome' | 'details' | 'submissions'>;

/** @throws when it fails, takes too long, or needs too much memory. */
async function compute(task: LargeEventTask): Promise<ComputedResult> {
  const worker = new Worker(new URL('./large-event-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ComputedResult>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => {
        reject(new Error(`The worker ended with ${code}, and without a result`));
      });
      timer = setTimeout(() => {
        reject(new Error(`The result was not there after ${limitMs} ms`));
      }, limitMs);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
