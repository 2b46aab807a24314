import { afterAll, beforeAll } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whenly/local/test/test-database';
import { testServices } from '@whenly/local/test/test-services';
import { startTestApi, type TestApi, type TestApiSettings } from './start-test-api.ts';

/**
 * The whole web app for the tests of one file, on a database of its own: it starts before the first of them and
 * stops after the last. There is nothing to be had of it outside of tests and hooks.
 */
export function useTestApi(settings: TestApiSettings = {}): Omit<TestApi, 'stop'> {
  const { natsUrl } = testServices();
  let testDatabase: TestDatabase | undefined;
  let api: TestApi | undefined;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    api = await startTestApi({ ...settings, databaseUrl: testDatabase.url, natsUrl });
  });
  afterAll(async () => {
    await api?.stop();
    await testDatabase?.drop();
  });

  const started = (): TestApi => {
    if (!api) throw new Error('The test API runs only within tests and hooks');
    return api;
  };
  return {
    natsUrl,
    get webApp() {
      return started().webApp;
    },
    get baseUrl() {
      return started().baseUrl;
    },
    get database() {
      return started().database;
    },
    get databaseUrl() {
      return started().databaseUrl;
    },
    call: (...request) => started().call(...request),
    signUp: (username) => started().signUp(username),
    countRows: () => started().countRows(),
  };
}
