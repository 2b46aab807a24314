import type { Queryable } from '@whenly/platform/postgres/database';
import { readTerms, type EventTerms } from '@whenly/platform/postgres/queries/read-terms';

/**
 * The terms of the events that this server lately had to do with, at most `capacity` of them; the ones used
 * longest ago go first. They may be old: whoever relies on them names their generation.
 */
export class TermsCache {
  readonly #database: Queryable;
  readonly #capacity: number;
  readonly #terms = new Map<string, EventTerms>();
  readonly #reading = new Map<string, Promise<EventTerms | null>>();

  constructor(database: Queryable, capacity: number) {
    this.#database = database;
    this.#capacity = capacity;
  }

  /** `null`: there is no such event. Callers that ask for the same event at once share one query. */
  async get(eventId: string): Promise<EventTerms | null> {
    const known = this.#terms.get(eventId);
    if (known) {
      this.#terms.delete(eventId);
      this.#terms.set(eventId, known);
      return known;
    }
    const reading = this.#reading.get(eventId) ?? this.#read(eventId);
    this.#reading.set(eventId, reading);
    try {
      return await reading;
    } finally {
      this.#reading.delete(eventId);
    }
  }

  forget(eventId: string): void {
    this.#terms.delete(eventId);
  }

  async #read(eventId: string): Promise<EventTerms | null> {
    const [terms] = await readTerms(this.#database, [eventId]);
    if (!terms) return null;
    this.#terms.set(eventId, terms);
    for (const oldest of this.#terms.keys()) {
      if (this.#terms.size <= this.#capacity) break;
      this.#terms.delete(oldest);
    }
    return terms;
  }
}
