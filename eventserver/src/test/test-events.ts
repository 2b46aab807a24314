import { randomUUID } from 'node:crypto';
import type { Interval } from '@whenly/core/interval/interval';
import { normalizeAvailability } from '@whenly/core/interval/normalize-availability';
import { createTestDatabase } from '@whenly/local/test/test-database';
import { hashSubmission } from '@whenly/platform/hash/hash-submission';
import { openDatabase, type Database } from '@whenly/platform/postgres/database';
import type { Candidate } from '../submitting/acceptance.ts';

/** A database of its own for a test file, and what tests do to its events. */
export interface TestEvents {
  readonly database: Database;
  readonly url: string;
  /** An open event, due in a minute; its id. */
  insert(event?: {
    durationMinutes?: number;
    window?: Interval;
    participants?: Readonly<Record<string, boolean>>;
    homeUid?: string;
    dueInMs?: number;
  }): Promise<string>;
  /** Makes the event due now. */
  makeDue(...eventIds: string[]): Promise<void>;
  /** Runs a statement of the test's own. */
  sql<Row extends Record<string, unknown>>(text: string, ...values: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openTestEvents(): Promise<TestEvents> {
  const { url, drop } = await createTestDatabase();
  const database = openDatabase({
    url,
    applicationName: 'test',
    maxConnections: 20,
    onError: () => undefined,
  });
  const sql: TestEvents['sql'] = async <Row extends Record<string, unknown>>(
    text: string,
    ...values: unknown[]
  ) => (await database.query<Row>({ text, values })).rows;
  return {
    database,
    url,
    sql,
    async insert({ durationMinutes, window, participants = {}, homeUid, dueInMs = 60_000 } = {}) {
      const id = randomUUID();
      await sql(
        `INSERT INTO events (id, owner, title, deadline, duration_minutes, window_start, window_end, home_uid, epoch)
         VALUES ($1, 'owner', 'A test', clock_timestamp() + make_interval(secs => $2::float8 / 1000), $3, $4, $5, $6, 1)`,
        id,
        dueInMs,
        durationMinutes ?? null,
        window?.start ?? null,
        window?.end ?? null,
        homeUid ?? null,
      );
      for (const [name, isRequired] of Object.entries(participants)) {
        await sql('INSERT INTO participants VALUES ($1, $2, $3)', id, name, isRequired);
      }
      return id;
    },
    async makeDue(...eventIds) {
      await sql('UPDATE events SET deadline = clock_timestamp() WHERE id = ANY($1::uuid[])', eventIds);
    },
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** A submission that says yes to the given intervals, as `[start, end]` in minutes. */
export function candidate(
  eventId: string,
  participant: string,
  yes: readonly (readonly [number, number])[],
  options: {
    operationId?: string;
    issuedAtMs?: number;
    generation?: number;
    ifNeedBe?: readonly (readonly [number, number])[];
  } = {},
): Candidate {
  const toInterval = ([start, end]: readonly [number, number]) => ({ start, end });
  const availability = normalizeAvailability({
    yes: yes.map(toInterval),
    ifNeedBe: (options.ifNeedBe ?? []).map(toInterval),
  });
  return {
    eventId,
    participant,
    operationId: options.operationId ?? randomUUID(),
    issuedAtMs: options.issuedAtMs ?? Date.now(),
    generation: options.generation ?? 1,
    availability,
    hash: hashSubmission(eventId, participant, availability),
  };
}
