import { isDatabaseUnavailable } from '@whenly/platform/postgres/is-unavailable';
import { submissionKeyText } from '@whenly/platform/postgres/submission-key';
import type { Acceptance, Candidate } from './acceptance.ts';

/** What a caller hears: an acceptance, or that it must ask again to know. */
export type Answer = Acceptance | { readonly outcome: 'unknown' } | { readonly outcome: 'overloaded' };

interface Waiting {
  readonly candidate: Candidate;
  /** By `options.now`; later than this nobody listens any more. */
  readonly giveUpAt: number;
  /** A transaction with it failed: nobody knows whether it was committed. */
  isInDoubt: boolean;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

export interface SubmissionBatcherOptions {
  /** Writes a batch in one transaction. */
  readonly accept: (batch: readonly Candidate[]) => Promise<Acceptance[]>;
  readonly maxBatch: number;
  readonly maxWaiting: number;
  /** How long a submission is tried while the database is away. */
  readonly patienceMs: number;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/**
 * Collects submissions while a commit is under way and writes them with the next one. There is no timer: alone,
 * a submission goes at once; under load, batches grow by themselves.
 */
export class SubmissionBatcher {
  readonly #options: SubmissionBatcherOptions;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  constructor(options: SubmissionBatcherOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** @throws when this submission itself makes the database fail. */
  submit(candidate: Candidate): Promise<Answer> {
    if (this.#waiting.length >= this.#options.maxWaiting) return Promise.resolve({ outcome: 'overloaded' });
    const giveUpAt = this.#options.now() + this.#options.patienceMs;
    return new Promise((answer, fail) => {
      this.#waiting.push({ candidate, giveUpAt, isInDoubt: false, answer, fail });
      this.#running ??= this.#run();
    });
  }

  /** Waits until everything submitted so far has its answer. */
  async flush(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // In a task of its own, so that whatever arrives in the same turn of the event loop goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      const isHeldUp = await this.#write(batch);
      if (isHeldUp) await this.#options.pause(5);
    }
    this.#running = null;
  }

  /** The first that wait, at most one for each person and event: theirs are written one after the other. */
  #nextBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    const keys = new Set<string>();
    for (const one of this.#waiting) {
      const key = submissionKeyText(one.candidate);
      if (batch.length >= this.#options.maxBatch || keys.has(key)) {
        left.push(one);
      } else {
        keys.add(key);
        batch.push(one);
      }
    }
    this.#waiting = left;
    return batch;
  }

  /** @returns whether some of the batch went back to wait because the database could not take them now. */
  async #write(batch: readonly Waiting[]): Promise<boolean> {
    try {
      const acceptances = await this.#options.accept(batch.map((one) => one.candidate));
      const held: Waiting[] = [];
      for (const [index, one] of batch.entries()) {
        const acceptance = acceptances[index] ?? { outcome: 'unknown' };
        // What is in doubt stays so until there is an answer that holds.
        if (one.isInDoubt && acceptance.outcome === 'again') held.push(one);
        else one.answer(acceptance);
      }
      if (held.length > 0) this.#retryLater(held);
      return held.length > 0;
    } catch (error) {
      if (isDatabaseUnavailable(error)) {
        for (const one of batch) one.isInDoubt = true;
        this.#retryLater(batch);
        return true;
      }
      const [only] = batch;
      if (only && batch.length === 1) {
        only.fail(error);
        return false;
      }
      // One of them is at fault. Halving finds it, and writes the others.
      const middle = Math.ceil(batch.length / 2);
      const isFirstHeldUp = await this.#write(batch.slice(0, middle));
      const isSecondHeldUp = await this.#write(batch.slice(middle));
      return isFirstHeldUp || isSecondHeldUp;
    }
  }

  #retryLater(batch: readonly Waiting[]): void {
    const now = this.#options.now();
    for (const one of batch) if (one.giveUpAt <= now) one.answer({ outcome: 'unknown' });
    this.#waiting = [...batch.filter((one) => one.giveUpAt > now), ...this.#waiting];
  }
}
