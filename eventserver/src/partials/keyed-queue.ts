/** Runs the work of one key in order, of different keys side by side; the work waiting is bounded. */
export class KeyedQueue {
  readonly #maxWaiting: number;
  readonly #last = new Map<string, Promise<void>>();
  #waiting = 0;

  constructor({ maxWaiting }: { maxWaiting: number }) {
    this.#maxWaiting = maxWaiting;
  }

  /** @throws what the work throws, or that the queue is full: then the work was not begun. */
  async add(key: string, work: () => Promise<void>): Promise<void> {
    if (this.#waiting >= this.#maxWaiting)
      throw new Error(`More than ${this.#maxWaiting} changes are waiting`);
    this.#waiting += 1;
    const before = this.#last.get(key) ?? Promise.resolve();
    const done = before.then(work).finally(() => (this.#waiting -= 1));
    const settled = done.catch(() => undefined);
    this.#last.set(key, settled);
    try {
      await done;
    } finally {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }

  /** Waits until the work added so far for this key is over. */
  async settled(key: string): Promise<void> {
    await this.#last.get(key);
  }
}
