import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepareNats } from '../services/nats.ts';
import { preparePostgres } from '../services/postgres.ts';
import { prepareRedis } from '../services/redis.ts';
import { freePorts } from '../services/free-ports.ts';
import { rotateLog } from '../services/rotate-log.ts';
import { natsUsers } from './nats-users.ts';
import { nodeService } from './node-service.ts';
import type { PlatformPlan } from './platform-plan.ts';
import { runToCompletion } from './run-to-completion.ts';
import { loadSecrets } from './secrets.ts';

export interface PlatformSettings {
  readonly repositoryRoot: string;
  readonly dataFolder: string;
  readonly servers: number;
  readonly port: number;
  /** PATH and HOME, for programs that need them. */
  readonly searchPath: string;
  readonly home: string;
}

const migrationLimitMs = 120_000;

/** All services of Whenly as they run on one machine. Starts nothing yet. */
export async function planPlatform(settings: PlatformSettings): Promise<PlatformPlan> {
  const { repositoryRoot, dataFolder, servers, port, searchPath, home } = settings;
  const logFile = (name: string) => {
    const file = join(dataFolder, 'logs', `${name}.log`);
    rotateLog(file);
    return file;
  };
  mkdirSync(join(dataFolder, 'logs'), { recursive: true });
  const secrets = loadSecrets(join(dataFolder, 'secrets.json'));
  const slots = Array.from({ length: servers }, (_, index) => index + 1);
  const ports = (await freePorts(4 + 2 * servers)).values();
  const nextPort = () => ports.next().value ?? 0;

  const postgres = await preparePostgres({
    dir: dataFolder,
    password: secrets.postgres,
    port: nextPort(),
    logFile: logFile('postgres'),
    settings: { synchronous_commit: 'on' },
    searchPath,
  });
  const users = natsUsers(secrets.nats);
  const nats = await prepareNats({
    dir: dataFolder,
    users,
    port: nextPort(),
    logFile: logFile('nats'),
    searchPath,
  });
  const redis = await Promise.all(
    slots.map((slot) => {
      const name = `redis-${slot}`;
      const place = { dir: dataFolder, name, logFile: logFile(name) };
      return prepareRedis({ ...place, password: secrets.redis, port: nextPort(), searchPath });
    }),
  );

  const everyService = {
    PATH: searchPath,
    HOME: home,
    TZ: 'UTC',
    NODE_COMPILE_CACHE: join(dataFolder, 'compile-cache'),
    DATABASE_URL: postgres.url,
    NATS_URL: nats.url,
    LOG_LEVEL: 'info',
  };
  const environmentOf = (role: 'eventserver' | 'operator' | 'webapp') => ({
    ...everyService,
    NATS_USER: role,
    NATS_PASSWORD: secrets.nats[role],
  });
  const serverName = (slot: number) => `event-server-${slot}`;

  return {
    postgres,
    nats,
    redis,
    migrate: (signal) =>
      runToCompletion({
        name: 'migrations',
        command: { file: process.execPath, args: [join(repositoryRoot, 'platform/src/postgres/main.ts')] },
        cwd: repositoryRoot,
        env: everyService,
        logFile: logFile('migrations'),
        stdin: 'ignore',
        limitMs: migrationLimitMs,
        signal,
      }),
    eventServers: redis.map(({ url }, index) => {
      const name = serverName(index + 1);
      return nodeService({
        role: 'eventserver',
        name,
        main: 'eventserver/src/main.ts',
        repositoryRoot,
        healthPort: nextPort(),
        logFile: logFile(name),
        environment: (uid) => ({
          ...environmentOf('eventserver'),
          SERVER_UID: uid,
          SERVER_NAME: name,
          REDIS_URL: url,
        }),
      });
    }),
    operator: nodeService({
      role: 'operator',
      name: 'operator',
      main: 'operator/src/main.ts',
      repositoryRoot,
      healthPort: nextPort(),
      logFile: logFile('operator'),
      environment: () => ({ ...environmentOf('operator'), PODS_FILE: join(dataFolder, 'pods.json') }),
    }),
    webApp: nodeService({
      role: 'webapp',
      name: 'webapp',
      main: 'webapp/server/main.ts',
      repositoryRoot,
      healthPort: nextPort(),
      logFile: logFile('webapp'),
      environment: () => ({
        ...environmentOf('webapp'),
        HOST: '127.0.0.1',
        PORT: String(port),
        BCRYPT_COST: '10',
        // Everybody here is on one machine, and a load test comes from a single address.
        RATE_LIMIT_PER_ADDRESS: '1000000',
        RATE_LIMIT_PER_ACCOUNT: '1000000',
        SIGN_IN_LIMIT_PER_ACCOUNT: '1000000',
      }),
    }),
    access: {
      url: `http://127.0.0.1:${port}`,
      databaseUrl: postgres.url,
      natsUrl: nats.url,
      natsUsers: users.map(({ user, password }) => ({ user, password })),
      redisUrls: Object.fromEntries(redis.map(({ url }, index) => [serverName(index + 1), url])),
    },
  };
}
