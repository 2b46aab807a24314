import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePorts } from '../services/free-ports.ts';
import { waitUntil } from '../services/wait-until.ts';
import type { PlatformState, PodList } from '../supervisor/platform-state.ts';
import { isRunning, recordedProcesses } from '../supervisor/process-records.ts';

export interface StartPlatformOptions {
  /** Further arguments of `npm start`, such as `['--servers', '5']`. */
  readonly args?: readonly string[];
  /** A folder to go on with, after `kill` or `stop`. It is not removed; one that is made here is. */
  readonly dataFolder?: string;
  /** To have the URL of an earlier run again; otherwise a free one. */
  readonly port?: number;
}

export interface RunningPlatform {
  readonly url: string;
  readonly dataFolder: string;
  readonly supervisorPid: number;
  /** What runs now: pids, passwords, URLs. */
  readonly state: () => PlatformState;
  readonly pods: () => PodList;
  /** What `npm start` has printed so far. */
  readonly output: () => string;
  /** Stops it like Ctrl-C. Says how it ended. Harmless when it has ended already. */
  readonly stop: () => Promise<number | null>;
  /** SIGKILL for the supervisor and everything that it started, all at once, as when the machine dies. */
  readonly kill: () => Promise<void>;
}

const startLimitMs = 90_000;
const stopLimitMs = 60_000;
const killLimitMs = 10_000;
const mainFile = resolve(import.meta.dirname, '../main.ts');

/** Runs the real `npm start` with data of its own, and waits until it is ready: for journeys. */
export async function startPlatform(options: StartPlatformOptions = {}): Promise<RunningPlatform> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'whenly-platform-'));
  const port = options.port ?? (await freePorts(1))[0] ?? 0;
  const args = [mainFile, '--data', dataFolder, '--port', String(port), ...(options.args ?? [])];
  const { PATH = '', HOME = '/' } = process.env;
  // The channel is its lifeline: when a test run is killed, this platform stops.
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });

  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const readJson = (name: string): unknown => JSON.parse(readFileSync(join(dataFolder, name), 'utf8'));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const removeFolder = () => {
    if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
  };
  const platform: RunningPlatform = {
    url: `http://127.0.0.1:${port}`,
    dataFolder,
    supervisorPid: child.pid ?? 0,
    state: () => readJson('state.json') as PlatformState,
    pods: () => readJson('pods.json') as PodList,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      const isStopped = await waitUntil(hasEnded, { limitMs: stopLimitMs });
      if (!isStopped) await killAll(child, dataFolder);
      removeFolder();
      if (!isStopped) throw new Error(`npm start did not stop within ${stopLimitMs / 1000} s:\n${output}`);
      return child.exitCode;
    },
    kill: () => killAll(child, dataFolder),
  };

  const isReady = () => output.includes(`Whenly is ready at ${platform.url}`);
  if ((await waitUntil(() => isReady() || hasEnded(), { limitMs: startLimitMs })) && isReady())
    return platform;
  await killAll(child, dataFolder);
  removeFolder();
  throw new Error(`npm start did not become ready:\n${output}`);
}

async function killAll(supervisor: ChildProcess, dataFolder: string): Promise<void> {
  const recorded = recordedProcesses(join(dataFolder, 'processes.json'));
  supervisor.kill('SIGKILL');
  for (const { pid } of recorded) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended between the look and the kill.
    }
  }
  const isGone = () =>
    (supervisor.exitCode !== null || supervisor.signalCode !== null) && !recorded.some(isRunning);
  if (await waitUntil(isGone, { limitMs: killLimitMs })) return;
  throw new Error('Killed processes of the platform still run');
}
