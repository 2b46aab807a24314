import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whenly/local/test/test-database';
import { openDatabase, type Database } from '../database.ts';
import { forgetSilentServers } from './forget-silent-servers.ts';

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const { url } = testDatabase;
  database = openDatabase({ url, applicationName: 'test', maxConnections: 2, onError: () => undefined });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

it('a server is forgotten once it was silent for a minute and is nobody’s home', async () => {
  await database.query({
    text: `
      INSERT INTO servers (uid, name, state, heartbeat_at)
      SELECT uid, uid, 'ready', clock_timestamp() - silent
      FROM (VALUES ('dead', interval '61 s'), ('home', interval '61 s'), ('late', interval '50 s')) AS s (uid, silent)`,
  });
  await database.query({
    text: `
      INSERT INTO events (id, owner, title, deadline, home_uid)
      VALUES (gen_random_uuid(), 'owner', 'A test', clock_timestamp(), 'home')`,
  });
  await forgetSilentServers(database);
  const { rows } = await database.query({ text: 'SELECT uid FROM servers ORDER BY uid' });
  expect(rows).toEqual([{ uid: 'home' }, { uid: 'late' }]);
});
