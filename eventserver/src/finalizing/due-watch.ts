import type { Logger } from '@whenly/platform/logs/create-logger';
import type { DueEvent } from '@whenly/platform/postgres/queries/list-due-events';
import type { HomedEvent } from '@whenly/platform/postgres/queries/freeze-events';

export interface DueWatchOptions {
  /** The events of this home that are due now or within `horizonMs`. */
  readonly listDue: (horizonMs: number) => Promise<readonly DueEvent[]>;
  readonly finalize: (events: readonly HomedEvent[]) => Promise<void>;
  /** How far ahead it looks. */
  readonly horizonMs: number;
  readonly maxBatch: number;
  /** How many batches are finalized side by side. */
  readonly maxBatches: number;
  readonly log: Logger;
}

/** A timer may ring up to this early by PostgreSQL's clock, which would refuse to freeze. */
const marginMs = 4;

/**
 * Finalizes the events of this home when they are due. `look` reads which ones are due soon and sets a timer
 * for each; the timers only say when to begin: whether an event is due, PostgreSQL's clock says in the freeze.
 */
export class DueWatch {
  readonly #options: DueWatchOptions;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #ready = new Map<string, HomedEvent>();
  readonly #underWay = new Set<string>();
  readonly #batches = new Set<Promise<void>>();
  #isStopped = false;

  constructor(options: DueWatchOptions) {
    this.#options = options;
  }

  async look(): Promise<void> {
    const due = await this.#options.listDue(this.#options.horizonMs);
    for (const { id, epoch, dueInMs } of due) {
      if (this.#underWay.has(id)) continue;
      if (dueInMs <= 0) this.finalizeNow([{ id, epoch }]);
      else this.#ring({ id, epoch }, dueInMs);
    }
  }

  /** Takes events that are due and ours. */
  finalizeNow(events: readonly HomedEvent[]): void {
    for (const event of events) {
      if (!this.#isStopped && !this.#underWay.has(event.id)) this.#ready.set(event.id, event);
    }
    this.#begin();
  }

  /** Begins nothing more; returns once what is under way is over. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#ready.clear();
    await Promise.all(this.#batches);
  }

  #ring(event: HomedEvent, inMs: number): void {
    clearTimeout(this.#timers.get(event.id));
    if (this.#isStopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(event.id);
      this.finalizeNow([event]);
    }, inMs + marginMs);
    this.#timers.set(event.id, timer);
  }

  #begin(): void {
    const { maxBatch, maxBatches } = this.#options;
    while (this.#ready.size > 0 && this.#batches.size < maxBatches) {
      const events = [...this.#ready.values()].slice(0, maxBatch);
      for (const { id } of events) {
        this.#ready.delete(id);
        this.#underWay.add(id);
      }
      const batch = this.#finalize(events).finally(() => {
        for (const { id } of events) this.#underWay.delete(id);
        this.#batches.delete(batch);
        this.#begin();
      });
      this.#batches.add(batch);
    }
  }

  async #finalize(events: readonly HomedEvent[]): Promise<void> {
    const { finalize, log } = this.#options;
    try {
      await finalize(events);
    } catch (error) {
      // They are still due: the next look takes them up again. But one of them alone may be at fault.
      log.warn({ err: error, events: events.length }, 'events could not be finalized now');
      if (events.length > 1) for (const event of events) await this.#finalize([event]);
    }
  }
}
