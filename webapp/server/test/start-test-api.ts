import { createLogger } from '@whenly/platform/logs/create-logger';
import { openDatabase, type Database } from '@whenly/platform/postgres/database';
import { webAppEnvironment } from '../config.ts';
import { startWebApp, type SubmittingTimes, type WebApp } from '../start-web-app.ts';
import { createApiClient, type ApiClient } from './api-client.ts';
import { createOpenApiCheck } from './openapi-check.ts';

export interface TestApi {
  readonly webApp: WebApp;
  readonly baseUrl: string;
  readonly call: ApiClient;
  /** A connection of the test's own. */
  readonly database: Database;
  readonly databaseUrl: string;
  readonly natsUrl: string;
  /** Makes an account and logs in. @returns the token. */
  signUp(username: string): Promise<string>;
  /** How many rows there are in each table that bad input must leave alone. */
  countRows(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

export interface TestApiSettings {
  /** More for the web app's environment, or other values. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly submitting?: SubmittingTimes;
}

/** The whole web app, with real PostgreSQL and NATS, on a port of its own. */
export async function startTestApi(
  options: TestApiSettings & { readonly databaseUrl: string; readonly natsUrl: string },
): Promise<TestApi> {
  const log = createLogger({ service: 'webapp', level: 'silent' });
  const config = webAppEnvironment.parse({
    DATABASE_URL: options.databaseUrl,
    DATABASE_CONNECTIONS: '4',
    NATS_URL: options.natsUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    HEALTH_HOST: '127.0.0.1',
    HEALTH_PORT: '0',
    BCRYPT_COST: '4',
    RATE_LIMIT_PER_ADDRESS: '100000',
    RATE_LIMIT_PER_ACCOUNT: '100000',
    ...options.environment,
  });
  const webApp = await startWebApp({
    config,
    log,
    cores: 2,
    version: '0.0.0',
    ...(options.submitting && { submitting: options.submitting }),
  });
  const database = openDatabase({
    url: options.databaseUrl,
    applicationName: 'test',
    maxConnections: 2,
    onError: () => undefined,
  });
  const baseUrl = `http://127.0.0.1:${webApp.port}`;
  const document = (await (await fetch(`${baseUrl}/openapi.json`)).json()) as object;
  const call = createApiClient(baseUrl, createOpenApiCheck(document));
  return {
    webApp,
    baseUrl,
    call,
    database,
    databaseUrl: options.databaseUrl,
    natsUrl: options.natsUrl,
    async signUp(username) {
      const body = { username, password: `password of ${username}` };
      await call('POST', '/users/signup', { body });
      const loggedIn = await call('POST', '/users/login', { body });
      return (loggedIn.body as { token: string }).token;
    },
    async countRows() {
      const { rows } = await database.query<Record<string, number>>({
        text: `
          SELECT
            (SELECT count(*) FROM users) AS users,
            (SELECT count(*) FROM sessions) AS sessions,
            (SELECT count(*) FROM events) AS events,
            (SELECT count(*) FROM participants) AS participants,
            (SELECT count(*) FROM submissions) AS submissions,
            (SELECT count(*) FROM results) AS results,
            (SELECT count(*) FROM audit_entries) AS audit_entries,
            (SELECT count(*) FROM outbox) AS outbox`,
      });
      return rows[0] ?? {};
    },
    async stop() {
      await webApp.stop();
      await database.close();
    },
  };
}
