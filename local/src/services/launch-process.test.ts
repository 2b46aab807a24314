import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diesWithParent } from './dies-with-parent.ts';
import { launchProcess } from './launch-process.ts';
import type { Command } from './launch-process.ts';
import { logTail } from './log-tail.ts';
import { stopProcess } from './stop-process.ts';
import { waitUntil } from './wait-until.ts';
import { processStartTime } from '../supervisor/process-start-time.ts';

// Real processes, on a machine that may be busy.
jest.setTimeout(60_000);

const modules = new URL('./launch-process.ts', import.meta.url).href;

describe('a launched process', () => {
  let folder: string;
  let logFile: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whenly-launch-'));
    logFile = join(folder, 'it.log');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const node = (script: string): Command => ({
    file: process.execPath,
    args: ['--input-type=module', '-e', script],
  });
  const place = () => ({ cwd: folder, env: {}, logFile });

  test('all that it prints is in its log, after what was there', async () => {
    for (const word of ['one', 'two']) {
      const command = { file: '/bin/echo', args: [word] };
      const running = await launchProcess({ ...place(), command, stdin: 'ignore' });
      expect(await running.exited).toEqual({ code: 0, signal: null });
    }
    expect(logTail(logFile)).toEqual(['one', 'two']);
    expect(logTail(logFile, 1)).toEqual(['two']);
  });

  test('a program that is not there is an error', async () => {
    const launching = launchProcess({
      ...place(),
      command: { file: '/no/such/program', args: [] },
      stdin: 'ignore',
    });
    await expect(launching).rejects.toThrow('ENOENT');
  });

  test('one that does not want to end is killed', async () => {
    const stubborn = node("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')");
    const running = await launchProcess({ ...place(), command: stubborn, stdin: 'ignore' });
    expect(await waitUntil(() => logTail(logFile).includes('up'), { limitMs: 10_000 })).toBe(true);
    expect(await stopProcess(running, 'SIGTERM', 50)).toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('its lifeline ends when whoever launched it is killed', async () => {
    const child = node("process.stdin.resume().on('end', () => process.exit()); console.log(process.pid)");
    await expectToDieWithItsParent(child, 'lifeline');
  });

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('the kernel ends a program that knows nothing of lifelines', async () => {
    const shell = { file: '/bin/sh', args: ['-c', 'echo $$; exec sleep 60'] };
    await expectToDieWithItsParent(diesWithParent(shell, 'SIGKILL'), 'ignore');
  });

  async function expectToDieWithItsParent(command: Command, stdin: 'lifeline' | 'ignore') {
    const options = JSON.stringify({ ...place(), command, stdin });
    const script = `const { launchProcess } = await import('${modules}'); await launchProcess(${options})`;
    const { file, args } = node(script);
    const parent = spawn(file, args, { stdio: 'ignore' });
    expect(await waitUntil(() => logTail(logFile).length > 0 && pidInLog() > 0, { limitMs: 10_000 })).toBe(
      true,
    );
    expect(processStartTime(pidInLog())).toBeDefined();
    parent.kill('SIGKILL');
    expect(await waitUntil(() => processStartTime(pidInLog()) === undefined, { limitMs: 10_000 })).toBe(true);
  }

  const pidInLog = () => Number(readFileSync(logFile, 'utf8').trim());
});
