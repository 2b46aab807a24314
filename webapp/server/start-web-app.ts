import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHealthServer } from '@whenly/platform/http/health-server';
import type { Logger } from '@whenly/platform/logs/create-logger';
import { createRegistry } from '@whenly/platform/metrics/create-registry';
import { connectBus } from '@whenly/platform/nats/connect-bus';
import { openDatabase } from '@whenly/platform/postgres/database';
import { deleteExpiredSessions } from '@whenly/platform/postgres/queries/delete-expired-sessions';
import { listLiveServers } from '@whenly/platform/postgres/queries/list-live-servers';
import { ping } from '@whenly/platform/postgres/queries/ping';
import { repeat } from '@whenly/platform/process/repeat';
import type { WebAppEnvironment } from './config.ts';
import { createApp } from './http/create-app.ts';
import { startHttpServer } from './http/start-http-server.ts';
import { createWebMetrics } from './metrics/web-metrics.ts';
import { buildOpenApi } from './openapi/build-open-api.ts';
import { createPasswordHasher } from './passwords/password-hasher.ts';
import { routes } from './routes/routes.ts';
import { writeToken } from './sessions/session-token.ts';
import { createSubmitter } from './submitting/submitter.ts';
import { createServerDirectory } from './submitting/server-directory.ts';

export interface WebApp {
  readonly port: number;
  readonly healthPort: number;
  /** Takes no new request, finishes those in hand, and lets go of everything. */
  stop(): Promise<void>;
}

export interface SubmittingTimes {
  /** For how long a submission waits for one event server. */
  readonly attemptMs: number;
  /** And for all of them together. */
  readonly totalMs: number;
  /** How often the event servers are listed anew. */
  readonly pollMs: number;
}

const usualTimes: SubmittingTimes = { attemptMs: 2_000, totalMs: 8_000, pollMs: 1_000 };

/** Starts the web app: health first, so that whoever watches sees it come up; requests last. */
export async function startWebApp(options: {
  readonly config: WebAppEnvironment;
  readonly log: Logger;
  readonly cores: number;
  /** The web app's own, as its OpenAPI document names it. */
  readonly version: string;
  readonly submitting?: SubmittingTimes;
}): Promise<WebApp> {
  const { config, log, cores, version, submitting = usualTimes } = options;
  const now = () => performance.now();
  const registry = createRegistry('webapp');
  const metrics = createWebMetrics(registry);
  const database = openDatabase({
    url: config.DATABASE_URL,
    applicationName: 'whenly-webapp',
    maxConnections: config.DATABASE_CONNECTIONS,
    onError: (error) => {
      log.warn({ err: error }, 'lost a connection to the database');
    },
  });
  let canServe = () => false;
  const health = await startHealthServer({
    host: config.HEALTH_HOST,
    port: config.HEALTH_PORT,
    registry,
    isLive: () => Promise.resolve(true),
    isReady: async () => {
      await ping(database);
      return canServe();
    },
  });

  const bus = await connectBus({
    url: config.NATS_URL,
    user: config.NATS_USER,
    password: config.NATS_PASSWORD,
    name: 'whenly-webapp',
    log,
  });
  const directory = createServerDirectory({
    listServers: () => listLiveServers(database),
    keepMs: 10_000,
    now,
  });
  const looking = repeat('event servers', submitting.pollMs, () => directory.look(), log);
  const submit = createSubmitter({
    bus,
    directory,
    attemptMs: submitting.attemptMs,
    totalMs: submitting.totalMs,
    now,
    sleep,
    random: Math.random,
    onAttempt: (result) => {
      metrics.submitAttempts.inc({ result });
    },
    onOutcome: (outcome) => {
      metrics.submitOutcomes.inc({ outcome });
    },
  });
  const cleaning = repeat(
    'expired sessions',
    60_000,
    async () => {
      await deleteExpiredSessions(database, 1_000);
    },
    log,
  );

  const app = createApp({
    routes,
    services: {
      database,
      passwords: await createPasswordHasher({ cost: config.BCRYPT_COST, maxAtOnce: cores, maxWaiting: 200 }),
      submit,
      sessionDays: config.SESSION_DAYS,
      newId: randomUUID,
      newToken: () => writeToken(randomBytes(32)),
      openApi: buildOpenApi(routes, version),
    },
    limits: {
      perAddress: config.RATE_LIMIT_PER_ADDRESS,
      perAccount: config.RATE_LIMIT_PER_ACCOUNT,
      failedLogInsPerAccount: config.SIGN_IN_LIMIT_PER_ACCOUNT,
    },
    trustProxyHops: config.TRUST_PROXY_HOPS,
    log,
    metrics,
    now,
  });
  const server = await startHttpServer({ host: config.HOST, port: config.PORT, listener: app });
  canServe = () => bus.isConnected();
  log.info({ port: server.port }, 'listening');

  return {
    port: server.port,
    healthPort: health.port,
    async stop() {
      canServe = () => false;
      await server.close(10_000);
      await Promise.all([cleaning.stop(), looking.stop()]);
      await bus.close();
      await database.close();
      await health.close();
    },
  };
}
