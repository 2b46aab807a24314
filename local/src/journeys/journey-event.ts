import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WrittenInterval } from '@whenly/core/interval/constraint';
import { formatMinute } from '@whenly/core/interval/format-minute';
import { readConstraint } from '@whenly/core/interval/read-constraint';
import { naiveSolve } from '@whenly/core/solver/naive-solve';
import { callApi, type ApiAnswer } from './call-api.ts';
import type { Person } from './people.ts';

export interface JourneyTerms {
  readonly deadline: Date;
  readonly durationMinutes?: number;
  readonly window?: { readonly start: string; readonly end: string };
  readonly timeZone?: string;
  readonly participants?: readonly { readonly username: string; readonly required: boolean }[];
}

export type Answered = 'acknowledged' | 'refused' | 'unknown';

/** How long a client keeps trying to learn what became of its answer. */
const patienceMs = 60_000;

/** An event as its people see it: what they were told, and so what the result must be. */
export class JourneyEvent {
  readonly id: string;
  readonly terms: JourneyTerms;
  readonly #url: string;
  readonly #owner: Person;
  /** The last acknowledged answer of each person, and the version it was acknowledged with. */
  readonly acknowledged = new Map<string, { intervals: readonly WrittenInterval[]; version: number }>();
  /** The servers that took the answers. */
  readonly servers = new Set<string>();
  readonly refusals: string[] = [];

  private constructor(url: string, id: string, owner: Person, terms: JourneyTerms) {
    this.id = id;
    this.terms = terms;
    this.#url = url;
    this.#owner = owner;
  }

  static async create(url: string, owner: Person, terms: JourneyTerms): Promise<JourneyEvent> {
    const body = { eventName: 'A journey', ...terms, deadline: terms.deadline.toISOString() };
    const created = await callApi(url, { method: 'POST', path: '/events/create', token: owner.token, body });
    if (created.status !== 201) throw new Error(`Could not create an event: ${JSON.stringify(created)}`);
    return new JourneyEvent(url, String(created.body.id), owner, terms);
  }

  /** Sends an answer, again and again with the same operation id until it is known what became of it. */
  async answer(person: Person, intervals: readonly WrittenInterval[]): Promise<Answered> {
    const operationId = randomUUID();
    const giveUpAt = performance.now() + patienceMs;
    for (let attempt = 0; performance.now() < giveUpAt; attempt += 1) {
      const { status, body } = await callApi(this.#url, {
        method: 'POST',
        path: '/constraints/add',
        token: person.token,
        body: { eventId: this.id, constraint: intervals, operationId },
      });
      if (status === 201) {
        const version = Number(body.version);
        if (version > (this.acknowledged.get(person.username)?.version ?? 0)) {
          this.acknowledged.set(person.username, { intervals, version });
        }
        this.servers.add(String(body.server));
        return 'acknowledged';
      }
      if (status >= 400 && status < 500) {
        this.refusals.push(String(body.code));
        return 'refused';
      }
      await pause(Math.min(50 * 2 ** attempt, 1_000) * (0.5 + Math.random() / 2));
    }
    return 'unknown';
  }

  read(): Promise<ApiAnswer> {
    return callApi(this.#url, { method: 'GET', path: `/events/${this.id}`, token: this.#owner.token });
  }

  /** The event once it is done. @throws when it is not done `limitMs` after its deadline. */
  async result(limitMs = 60_000): Promise<ApiAnswer['body']> {
    const giveUpAt = this.terms.deadline.getTime() + limitMs;
    await pause(Math.max(this.terms.deadline.getTime() - Date.now(), 0));
    for (;;) {
      const { status, body } = await this.read();
      if (status === 200 && body.state === 'done') return body;
      if (Date.now() > giveUpAt) {
        throw new Error(
          `Event ${this.id} has no result ${limitMs} ms after its deadline: ${JSON.stringify(body)}`,
        );
      }
      await pause(100);
    }
  }

  /** What the oracle says to the acknowledged answers, in the API's words. */
  expected(): Readonly<Record<string, unknown>> {
    const { timeZone = 'UTC', window: writtenWindow, durationMinutes, participants = [] } = this.terms;
    const availabilityOf = (intervals: readonly WrittenInterval[]) => {
      const read = readConstraint(intervals, timeZone, null);
      if (!read.ok) throw new Error('A journey sent a constraint that can’t be read');
      return read.availability;
    };
    const window = writtenWindow ? availabilityOf([{ ...writtenWindow, level: 'yes' }]).yes[0] : undefined;
    const submissions = [...this.acknowledged].map(([participant, { intervals }]) => ({
      participant,
      availability: availabilityOf(intervals),
    }));
    const solution = naiveSolve(submissions, {
      generation: 1,
      durationMinutes: durationMinutes ?? null,
      window: window ?? null,
      optional: new Set(participants.filter((one) => !one.required).map((one) => one.username)),
    });
    const written = ({ start, end }: { start: number; end: number }) => ({
      start: formatMinute(start),
      end: formatMinute(end),
    });
    return {
      outcome: solution.outcome,
      submissions: submissions.length,
      interval: solution.outcome === 'scheduled' ? written(solution.interval) : null,
      intervals:
        solution.outcome === 'scheduled'
          ? solution.intervals.map((one) => ({ ...one, ...written(one) }))
          : [],
    };
  }
}

/** How long after its deadline a result came, by the platform's clock. */
export const delayMsOf = (result: ApiAnswer['body']) =>
  Date.parse(String(result.finishedAt)) - Date.parse(String(result.deadline));
