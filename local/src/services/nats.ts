import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { diesWithParent } from './dies-with-parent.ts';
import { findProgram } from './find-program.ts';
import { freePorts } from './free-ports.ts';
import { launchProcess } from './launch-process.ts';
import { missingProgram } from './missing-program.ts';
import { natsConfig } from './nats-config.ts';
import type { NatsUser } from './nats-config.ts';
import type { Service } from './service.ts';
import { startService } from './start-service.ts';
import { startedService, type StartedService } from './started-service.ts';
import { tcpAnswer } from './tcp-answer.ts';

export interface NatsOptions {
  /** Gets the configuration, and the log if no other file is named. */
  readonly dir: string;
  /** Without users everybody may do everything. */
  readonly users?: readonly NatsUser[];
  readonly port?: number;
  readonly logFile?: string;
  readonly searchPath?: string;
}

export interface NatsService extends Service {
  readonly port: number;
  readonly url: string;
}

/** NATS with its configuration written and nothing running yet. */
export async function prepareNats(options: NatsOptions): Promise<NatsService> {
  const dir = resolve(options.dir);
  const logFile = options.logFile ?? join(dir, 'nats.log');
  const configFile = join(dir, 'nats.conf');
  const port = options.port ?? (await freePorts(1))[0] ?? 0;
  const program = findProgram(['nats-server'], options.searchPath);
  if (program === undefined) throw missingProgram(['nats']);

  mkdirSync(dir, { recursive: true });
  mkdirSync(dirname(logFile), { recursive: true });
  writeFileSync(configFile, natsConfig(port, options.users ?? []), { mode: 0o600 });
  const command = diesWithParent({ file: program, args: ['-c', configFile] }, 'SIGKILL', options.searchPath);
  return {
    role: 'nats',
    name: 'nats',
    logFile,
    port,
    url: `nats://127.0.0.1:${port}`,
    stopSignal: 'SIGTERM',
    launch: () => launchProcess({ command, cwd: dir, env: {}, logFile, stdin: 'ignore' }),
    isReady: async () => (await tcpAnswer(port, '', 'INFO ')) !== undefined,
  };
}

/** Starts NATS and waits until it takes connections. */
export async function startNats(options: NatsOptions): Promise<StartedService> {
  const service = await prepareNats(options);
  const running = await startService(service, 30_000);
  return startedService(service, running, 5_000);
}
