import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePorts } from '../services/free-ports.ts';
import { waitUntil } from '../services/wait-until.ts';
import type { PlatformState } from '../supervisor/platform-state.ts';
import { isRunning, recordedProcesses } from '../supervisor/process-records.ts';

jest.setTimeout(120_000);

const bootstrap = resolve(import.meta.dirname, '../../bootstrap.mjs');

describe('npm start', () => {
  let dataFolder: string;
  let started: ChildProcess[];

  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'whenly-start-'));
    started = [];
  });

  afterEach(async () => {
    for (const child of started) child.kill('SIGTERM');
    const isOver = await waitUntil(() => started.every(hasEnded) && recorded().length === 0, {
      limitMs: 30_000,
    });
    rmSync(dataFolder, { recursive: true });
    expect(isOver).toBe(true);
  });

  const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
  const recorded = () => recordedProcesses(join(dataFolder, 'processes.json'));
  const start = (port: number, data = dataFolder) => {
    const { PATH, HOME } = process.env;
    const args = [bootstrap, 'start', '--servers', '1', '--data', data, '--port', String(port)];
    // As under npm: then it ends when this test run is killed.
    const env = { PATH, HOME, npm_lifecycle_event: 'start' };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    }
    started.push(child);
    const says = async (text: string) => {
      const isSaid = await waitUntil(() => output.includes(text) || hasEnded(child), { limitMs: 60_000 });
      if (!isSaid || !output.includes(text)) throw new Error(`It did not say "${text}":\n${output}`);
    };
    const ends = async () => {
      expect(await waitUntil(() => hasEnded(child), { limitMs: 60_000 })).toBe(true);
      return child.exitCode;
    };
    return { child, says, ends };
  };

  test('a second start and a port that is taken are refused; Ctrl-C stops all in good order', async () => {
    const [port = 0, otherPort = 0] = await freePorts(2);
    const first = start(port);
    await first.says(`Whenly is ready at http://127.0.0.1:${port}\n`);

    const second = start(otherPort);
    await second.says(`Whenly is running already`);
    await second.says(`at http://127.0.0.1:${port}.`);
    expect(await second.ends()).toBe(1);

    const third = start(port, join(dataFolder, 'other'));
    await third.says(`Port ${port} is taken by another program`);
    expect(await third.ends()).toBe(1);

    const running = recorded();
    expect(running).toHaveLength(6);
    first.child.kill('SIGINT');
    expect(await first.ends()).toBe(0);
    expect(running.filter(isRunning)).toEqual([]);
  });

  test.each(['whoever started it', 'the supervisor'])(
    'when %s is killed, nothing keeps running',
    async (who) => {
      const [port = 0] = await freePorts(1);
      const { child, says } = start(port);
      await says('Whenly is ready');
      const state = JSON.parse(readFileSync(join(dataFolder, 'state.json'), 'utf8')) as PlatformState;
      const running = recorded();
      const victim = who === 'the supervisor' ? state.supervisorPid : (child.pid ?? 0);
      process.kill(victim, 'SIGKILL');
      expect(await waitUntil(() => !running.some(isRunning), { limitMs: 15_000 })).toBe(true);
    },
  );
});
