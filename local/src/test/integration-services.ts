import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@whenly/platform/postgres/migrate';
import { startNats } from '../services/nats.ts';
import { startPostgres } from '../services/postgres.ts';
import { startRedis } from '../services/redis.ts';
import type { StartedService } from '../services/started-service.ts';
import { withDatabase } from './with-database.ts';

export interface IntegrationServices {
  /** Values for the tests' environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Loses everything when the machine goes down, which tests don't mind; saves two thirds of their time. */
const carelessSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
};

/** The database that every test database is a copy of. */
export const templateDatabase = 'whenly_template';

/** One PostgreSQL, one NATS and one Redis in a temporary folder, with nobody else's data. */
export async function startIntegrationServices(searchPath: string): Promise<IntegrationServices> {
  const dir = mkdtempSync(join(tmpdir(), 'whenly-test-'));
  const started: StartedService[] = [];
  const stop = async () => {
    await Promise.all(started.map((service) => service.stop()));
    rmSync(dir, { recursive: true, force: true });
  };
  const keep = async (starting: Promise<StartedService>) => {
    const service = await starting;
    started.push(service);
    return service;
  };

  const results = await Promise.allSettled([
    keep(startPostgres({ dir, settings: carelessSettings, searchPath })).then(async (postgres) => {
      await makeTemplate(postgres.url);
      return postgres;
    }),
    keep(startNats({ dir, searchPath })),
    keep(startRedis({ dir, searchPath })),
  ]);
  const [postgres, nats, redis] = results;
  if (postgres.status === 'fulfilled' && nats.status === 'fulfilled' && redis.status === 'fulfilled') {
    return {
      environment: {
        WHENLY_TEST_DATABASE_URL: postgres.value.url,
        WHENLY_TEST_NATS_URL: nats.value.url,
        WHENLY_TEST_REDIS_URL: redis.value.url,
      },
      stop,
    };
  }
  await stop();
  throw new AggregateError(
    results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : [])),
    'The services for integration tests did not start',
  );
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const url = await withDatabase(serverUrl, async (client) => {
    await client.query(`CREATE DATABASE ${templateDatabase}`);
    return serverUrl.replace(/\/\w+$/, `/${templateDatabase}`);
  });
  await migrate(url);
}
