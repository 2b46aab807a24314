import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endLeftovers } from './end-leftovers.ts';
import { ProcessRecords, recordedProcesses } from './process-records.ts';
import { processStartTime } from './process-start-time.ts';

// Real processes, on a machine that may be busy.
jest.setTimeout(60_000);

describe('the record of processes', () => {
  let folder: string;
  let file: string;
  let child: ChildProcess;
  let pid: number;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whenly-records-'));
    file = join(folder, 'processes.json');
    child = spawn('sleep', ['60'], { stdio: 'ignore' });
    pid = child.pid ?? 0;
  });

  afterEach(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  const hasEnded = () =>
    child.exitCode !== null || child.signalCode !== null || processStartTime(pid) === undefined;

  test('what an earlier start left running is ended', async () => {
    new ProcessRecords(file).add({ role: 'redis', name: 'redis-1', pid, stopSignal: 'SIGTERM' });
    const ended = await endLeftovers(file);
    expect(ended.map(({ name }) => name)).toEqual(['redis-1']);
    expect(hasEnded()).toBe(true);
    expect(recordedProcesses(file)).toEqual([]);
  });

  test('another process that has got the pid since is left alone', async () => {
    const startTime = 'some other boot 12345';
    const record = { role: 'redis', name: 'redis-1', pid, startTime, stopSignal: 'SIGTERM' };
    writeFileSync(file, JSON.stringify({ processes: [record] }));
    expect(await endLeftovers(file)).toEqual([]);
    expect(hasEnded()).toBe(false);
  });

  test('a process that was removed is forgotten', () => {
    const records = new ProcessRecords(file);
    records.add({ role: 'nats', name: 'nats', pid, stopSignal: 'SIGTERM' });
    expect(recordedProcesses(file)).toHaveLength(1);
    records.remove(pid);
    expect(recordedProcesses(file)).toEqual([]);
  });

  test('without a record, or with a broken one, there is nothing to end', async () => {
    expect(await endLeftovers(file)).toEqual([]);
    writeFileSync(file, '{"proces');
    expect(await endLeftovers(file)).toEqual([]);
  });
});
