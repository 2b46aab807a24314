/** Tells a person at a terminal how far things are. */
export class Progress {
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  line(text: string): void {
    this.#write(text);
  }

  /** Waits for something, and says when it is done and how long it took. */
  async step<T>(title: string, work: Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const result = await work;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    this.#write(`  ${title.padEnd(36)} ${seconds.padStart(5)} s`);
    return result;
  }
}
