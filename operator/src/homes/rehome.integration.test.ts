import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whenly/local/test/test-database';
import { openDatabase, type Database } from '@whenly/platform/postgres/database';
import { releaseHomes } from '@whenly/platform/postgres/queries/release-homes';
import { takeOperatorTerm } from '@whenly/platform/postgres/queries/take-operator-term';
import type { Pod } from '../pods/pod.ts';
import { rehome, type RehomeOptions, type RehomeRound } from './rehome.ts';

let testDatabase: TestDatabase;
let database: Database;
let term: number;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({
    url: testDatabase.url,
    applicationName: 'test',
    maxConnections: 5,
    onError: () => undefined,
  });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await sql('TRUNCATE events, servers CASCADE');
  term = await takeOperatorTerm(database, 'test');
});

const sql = async (text: string, ...values: unknown[]) => (await database.query({ text, values })).rows;
const addServers = async (...uids: string[]) => {
  for (const uid of uids)
    await sql(
      "INSERT INTO servers (uid, name, state, started_at) VALUES ($1, $1, 'ready', clock_timestamp() - interval '1 h')",
      uid,
    );
};
const addEvents = (count: number, home: string | null, state = 'open') =>
  sql(
    `INSERT INTO events (id, owner, title, deadline, home_uid, state)
     SELECT gen_random_uuid(), 'owner', 'A test', clock_timestamp() + n * interval '1 minute', $2, $3
     FROM generate_series(1, $1::int) AS n`,
    count,
    home,
    state,
  );
const loads = async () => {
  const rows = await sql(
    "SELECT home_uid, count(*) FROM events WHERE state IN ('open', 'frozen') GROUP BY 1 ORDER BY 1",
  );
  return Object.fromEntries(rows.map((row) => [row.home_uid, row.count])) as Record<string, number>;
};
const podsOf = (...uids: string[]) => ({
  list: () =>
    Promise.resolve(
      uids.map((uid): Pod => ({ uid, name: uid, phase: 'Running', isReady: true, isTerminating: false })),
    ),
});
const looked: string[] = [];
const round = (options: Partial<RehomeOptions> = {}): Promise<RehomeRound> =>
  rehome({
    database,
    pods: { list: () => Promise.resolve(null) },
    term,
    defaultPolicy: 'roundRobin',
    maxEvents: 5_000,
    batchSize: 100,
    tellLook: (uid) => looked.push(uid),
    ...options,
  });

describe('a round of placement', () => {
  it('gives new events homes, evenly, tells these, and then has nothing left to do', async () => {
    await addServers('a', 'b', 'c');
    await addEvents(300, null);
    looked.length = 0;
    expect(await round()).toMatchObject({ outcome: 'moved' });
    expect(await loads()).toEqual({ a: 100, b: 100, c: 100 });
    expect(looked.sort()).toEqual(['a', 'b', 'c']);
    expect(await round()).toEqual({ outcome: 'settled' });
  });

  it('rehomes the events of a server whose pod is gone, frozen ones too, and raises their epoch; no others', async () => {
    await addServers('a', 'b', 'c');
    await addEvents(30, 'a');
    await addEvents(3, 'a', 'frozen');
    await addEvents(30, 'b');
    await addEvents(30, 'c');
    await addEvents(5, 'a', 'done');
    const before = await sql("SELECT id FROM events WHERE home_uid IN ('b', 'c') ORDER BY id");
    await round({ pods: podsOf('b', 'c') });
    const { a, b = 0, c = 0 } = await loads();
    expect(a).toBeUndefined();
    expect(b + c).toBe(93);
    expect(Math.abs(b - c)).toBeLessThanOrEqual(1);
    expect(await sql("SELECT id FROM events WHERE epoch = 0 AND state <> 'done' ORDER BY id")).toEqual(
      before,
    );
    expect(await sql("SELECT 1 FROM events WHERE state = 'done' AND home_uid = 'a'")).toHaveLength(5);
  });

  it('empties a draining server', async () => {
    await addServers('a', 'b');
    await addEvents(10, 'a');
    await sql("UPDATE servers SET state = 'draining' WHERE uid = 'a'");
    await round();
    expect(await loads()).toEqual({ b: 10 });
  });

  it('gives a new server its share, moving only the excess', async () => {
    await addServers('a', 'b');
    await addEvents(60, 'a');
    await addEvents(60, 'b');
    await addServers('c');
    const result = await round();
    expect(await loads()).toEqual({ a: 50, b: 50, c: 20 });
    expect(result.outcome === 'moved' && result.moves.map((move) => move.reason)).toEqual(
      Array.from({ length: 20 }, () => 'Rebalance'),
    );
  });

  it('brakes while most servers are silent at once, and goes on when they are back', async () => {
    await addServers('a', 'b', 'c');
    await addEvents(30, 'a');
    await sql("UPDATE servers SET heartbeat_at = clock_timestamp() - interval '5 s'");
    expect(await round({ pods: podsOf('a', 'b', 'c') })).toEqual({ outcome: 'braked' });
    await sql("UPDATE servers SET heartbeat_at = clock_timestamp() WHERE uid <> 'a'");
    await round({ pods: podsOf('a', 'b', 'c') });
    expect(await loads()).toEqual({ b: 15, c: 15 });
  });

  it('does not brake when the pods are known to be gone', async () => {
    await addServers('a', 'b', 'c');
    await addEvents(30, 'a');
    await addServers('d');
    await round({ pods: podsOf('d') });
    expect(await loads()).toEqual({ d: 30 });
  });

  it('changes nothing once another leader has begun its term', async () => {
    await addServers('a');
    await addEvents(5, null);
    await takeOperatorTerm(database, 'another');
    expect(await round()).toEqual({ outcome: 'term_is_over' });
    expect(await loads()).toEqual({ null: 5 });
  });

  it('says so when there is no server', async () => {
    await addEvents(5, null);
    expect(await round()).toEqual({ outcome: 'no_servers' });
  });

  it('leaves an event alone that changed its home in the meantime', async () => {
    await addServers('a');
    await addEvents(1, null);
    // Between reading and writing, a sweeper takes the event.
    const interrupted: Database = {
      ...database,
      query: async (query) => {
        if (query.name === 'rehome-events')
          await sql("UPDATE events SET home_uid = 'sweeper', epoch = epoch + 1");
        return database.query(query);
      },
    };
    expect(await round({ database: interrupted })).toMatchObject({ outcome: 'moved', moves: [] });
    expect(await loads()).toEqual({ sweeper: 1 });
  });

  it('rehomes 10,000 events of a dead server within five seconds', async () => {
    await addServers('a', 'b', 'c');
    await addEvents(10_000, 'a');
    const start = performance.now();
    let result = await round({ pods: podsOf('b', 'c'), batchSize: 1_000 });
    while (result.outcome === 'moved' && result.isMoreLeft)
      result = await round({ pods: podsOf('b', 'c'), batchSize: 1_000 });
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(await loads()).toEqual({ b: 5_000, c: 5_000 });
  });
});

describe('a server that leaves while the operator empties it', () => {
  it('does not get in its way: every event has another home at once, and nobody waits for a deadlock', async () => {
    for (let count = 0; count < 5; count += 1) {
      await sql('TRUNCATE events, servers CASCADE');
      await addServers('a', 'b');
      await addEvents(2_000, 'a');
      await sql("UPDATE servers SET state = 'draining' WHERE uid = 'a'");
      const start = performance.now();
      await Promise.all([
        round({ batchSize: 1_000 }),
        releaseHomes(database, 'a', 1_000),
        releaseHomes(database, 'a', 1_000),
      ]);
      await round();
      expect(await loads()).toEqual({ b: 2_000 });
      expect(performance.now() - start).toBeLessThan(1_000);
    }
  });
});
