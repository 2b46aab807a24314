import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whenly/local/test/test-database';
import { openDatabase, type Database } from '../database.ts';
import { deleteExpiredSessions } from './delete-expired-sessions.ts';
import { insertSession } from './insert-session.ts';
import { insertUser } from './insert-user.ts';

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

describe('Deleting expired sessions', () => {
  it('deletes some at a time until none is left, and keeps the others', async () => {
    await insertUser(database, { username: 'ada', passwordHash: 'x' });
    for (let i = 0; i < 10; i += 1) {
      await insertSession(database, { tokenHash: Buffer.from([i]), username: 'ada', days: i < 7 ? -1 : 1 });
    }
    const deleted: number[] = [];
    for (let round = 0; round < 5; round += 1) deleted.push(await deleteExpiredSessions(database, 2));
    expect(deleted).toEqual([2, 2, 2, 1, 0]);
    expect(await listSessions()).toEqual([7, 8, 9]);
  });
});

async function listSessions(): Promise<number[]> {
  const { rows } = await database.query<{ token_hash: Buffer }>({
    text: 'SELECT token_hash FROM sessions ORDER BY token_hash',
  });
  return rows.flatMap(({ token_hash }) => [...token_hash]);
}
