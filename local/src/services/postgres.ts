import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { asUnprivilegedUser } from './as-unprivileged-user.ts';
import { clearStalePostmasterPid } from './clear-stale-postmaster-pid.ts';
import { diesWithParent } from './dies-with-parent.ts';
import { freePorts } from './free-ports.ts';
import { launchProcess } from './launch-process.ts';
import { makePostgresFolder } from './make-postgres-folder.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import type { Service } from './service.ts';
import { startedService, type StartedService } from './started-service.ts';
import { startService } from './start-service.ts';

export interface PostgresOptions {
  /** Holds the folder `postgres` with everything that is to be kept; made if it isn't there. */
  readonly dir: string;
  /** Of the superuser `whenly`. It counts when the folder is made, and must be the same ever after. */
  readonly password?: string;
  readonly port?: number;
  readonly logFile?: string;
  /** postgresql.conf settings beyond ours. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly searchPath?: string;
}

export interface PostgresService extends Service {
  readonly port: number;
  /** Of the database `whenly`. */
  readonly url: string;
}

/** Crash recovery after a SIGKILL comes before the first answer. */
const startLimitMs = 60_000;

/** PostgreSQL with its folder made and nothing running yet. */
export async function preparePostgres(options: PostgresOptions): Promise<PostgresService> {
  const dir = resolve(options.dir);
  const folder = join(dir, 'postgres');
  const logFile = options.logFile ?? join(dir, 'postgres.log');
  const password = options.password ?? randomBytes(16).toString('hex');
  const port = options.port ?? (await freePorts(1))[0] ?? 0;
  const env = { PATH: options.searchPath ?? '', TZ: 'UTC', LC_ALL: 'C' };

  mkdirSync(dir, { recursive: true });
  mkdirSync(dirname(logFile), { recursive: true });
  const binaries = postgresBinaries();
  const unprivileged = asUnprivilegedUser({
    program: binaries.postgres,
    dir,
    searchPath: options.searchPath,
  });
  await makePostgresFolder({ folder, password, binaries, unprivileged, env });
  unprivileged.own(folder);
  clearStalePostmasterPid(folder);

  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    timezone: 'UTC',
    ...options.settings,
  };
  const args = [
    '-D',
    folder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const url = `postgres://whenly:${encodeURIComponent(password)}@127.0.0.1:${port}/whenly`;
  return {
    role: 'postgres',
    name: 'postgres',
    logFile,
    port,
    url,
    // A fast shutdown; SIGTERM would wait for clients to leave.
    stopSignal: 'SIGINT',
    launch: () => {
      const command = diesWithParent({ file: binaries.postgres, args }, 'SIGINT', options.searchPath);
      return launchProcess({
        command: unprivileged.command(command),
        cwd: folder,
        env,
        logFile,
        stdin: 'ignore',
      });
    },
    isReady: () => answersQueries(url),
  };
}

/** Starts PostgreSQL and waits until it takes queries. */
export async function startPostgres(options: PostgresOptions): Promise<StartedService> {
  const service = await preparePostgres(options);
  // The children of one that was killed may hold on to its shared memory for a moment, and this one refuses to start.
  const running = await startService(service, startLimitMs).catch(async () => {
    await delay(1_000);
    return startService(service, startLimitMs);
  });
  return startedService(service, running, 30_000);
}

async function answersQueries(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 1_000, query_timeout: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
