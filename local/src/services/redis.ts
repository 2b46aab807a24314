import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { diesWithParent } from './dies-with-parent.ts';
import { findProgram } from './find-program.ts';
import { freePorts } from './free-ports.ts';
import { launchProcess } from './launch-process.ts';
import { missingProgram } from './missing-program.ts';
import type { Service } from './service.ts';
import { startService } from './start-service.ts';
import { startedService, type StartedService } from './started-service.ts';
import { tcpAnswer } from './tcp-answer.ts';

export interface RedisOptions {
  /** Gets the configuration, and the log if no other file is named. */
  readonly dir: string;
  /** Names the files; needed where several share a folder. */
  readonly name?: string;
  /** Without a password everybody may do everything. */
  readonly password?: string;
  readonly port?: number;
  readonly logFile?: string;
  readonly searchPath?: string;
}

export interface RedisService extends Service {
  readonly port: number;
  readonly url: string;
}

/** Redis with its configuration written and nothing running yet. It keeps nothing on disk. */
export async function prepareRedis(options: RedisOptions): Promise<RedisService> {
  const dir = resolve(options.dir);
  const { name = 'redis', password } = options;
  const logFile = options.logFile ?? join(dir, `${name}.log`);
  const configFile = join(dir, `${name}.conf`);
  const port = options.port ?? (await freePorts(1))[0] ?? 0;
  const program = findProgram(['redis-server', 'valkey-server'], options.searchPath);
  if (program === undefined) throw missingProgram(['redis']);

  mkdirSync(dir, { recursive: true });
  mkdirSync(dirname(logFile), { recursive: true });
  const config = [
    'bind 127.0.0.1',
    `port ${port}`,
    'save ""',
    'appendonly no',
    'daemonize no',
    ...(password === undefined ? [] : [`requirepass ${password}`]),
    '',
  ];
  // A file and not arguments: arguments are there for everybody to see in the process list.
  writeFileSync(configFile, config.join('\n'), { mode: 0o600 });
  const command = diesWithParent({ file: program, args: [configFile] }, 'SIGKILL', options.searchPath);
  const greeting = password === undefined ? 'PING\r\n' : `AUTH ${password}\r\nPING\r\n`;
  return {
    role: 'redis',
    name,
    logFile,
    port,
    url: `redis://${password === undefined ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`,
    stopSignal: 'SIGTERM',
    launch: () => launchProcess({ command, cwd: dir, env: {}, logFile, stdin: 'ignore' }),
    isReady: async () => (await tcpAnswer(port, greeting, '+PONG')) !== undefined,
  };
}

/** Starts Redis and waits until it answers. */
export async function startRedis(options: RedisOptions): Promise<StartedService> {
  const service = await prepareRedis(options);
  const running = await startService(service, 30_000);
  return startedService(service, running, 5_000);
}
