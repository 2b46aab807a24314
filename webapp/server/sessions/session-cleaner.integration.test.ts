import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whenly/local/test/test-database';
import { openDatabase, type Database } from '@whenly/platform/postgres/database';
import { insertSession } from '@whenly/platform/postgres/queries/insert-session';
import { insertUser } from '@whenly/platform/postgres/queries/insert-user';
import { startSessionCleaner } from './session-cleaner.ts';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({
    url: testDatabase.url,
    applicationName: 'test',
    maxConnections: 2,
    onError: () => undefined,
  });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

describe('The session cleaner', () => {
  it('deletes expired sessions, some at a time, and keeps the others', async () => {
    await insertUser(database, { username: 'ada', passwordHash: 'x' });
    for (let i = 0; i < 10; i += 1) {
      await insertSession(database, { tokenHash: Buffer.from([i]), username: 'ada', days: i < 7 ? -1 : 1 });
    }
    const errors: unknown[] = [];
    const stop = startSessionCleaner({
      database,
      everyMs: 5,
      limit: 2,
      onError: (error) => errors.push(error),
    });
    const endsAt = performance.now() + 5_000;
    while ((await countSessions()) > 3 && performance.now() < endsAt);
    stop();
    expect(await countSessions()).toBe(3);
    expect(errors).toEqual([]);
  });
});

async function countSessions(): Promise<number> {
  const { rows } = await database.query<{ count: number }>({ text: 'SELECT count(*) FROM sessions' });
  return rows[0]?.count ?? 0;
}
