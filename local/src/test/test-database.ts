import { randomBytes } from 'node:crypto';
import { templateDatabase } from './integration-services.ts';
import { testServices } from './test-services.ts';
import { withDatabase } from './with-database.ts';

export interface TestDatabase {
  readonly url: string;
  /** Ends all connections to the database and removes it. */
  readonly drop: () => Promise<void>;
}

/**
 * A new database with the current schema and no rows, for one test file in the project 'integration'. Several test
 * files run at once and never see each other's rows.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { databaseUrl: serverUrl } = testServices();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withDatabase(serverUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${templateDatabase} STRATEGY file_copy`),
  );
  return {
    url: serverUrl.replace(/\/\w+$/, `/${name}`),
    drop: async () => {
      await withDatabase(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
