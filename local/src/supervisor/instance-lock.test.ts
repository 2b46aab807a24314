import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeInstanceLock } from './instance-lock.ts';

describe('the lock on a data folder', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whenly-lock-'));
    file = join(folder, 'lock.json');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('a second one hears who is running, and where', () => {
    const giveBack = takeInstanceLock(file, 'http://127.0.0.1:8080');
    expect(() => takeInstanceLock(file, 'http://127.0.0.1:9090')).toThrow(
      `Whenly is running already (pid ${process.pid}) at http://127.0.0.1:8080.`,
    );
    giveBack();
    takeInstanceLock(file, 'http://127.0.0.1:9090')();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['whose holder has died', JSON.stringify({ pid: process.pid, startTime: 'earlier', url: '' })],
    ['that is broken', '{"pid"'],
  ])('a lock %s counts for nothing', (_, content) => {
    writeFileSync(file, content);
    const giveBack = takeInstanceLock(file, 'http://127.0.0.1:8080');
    expect(readdirSync(folder)).toEqual(['lock.json']);
    giveBack();
  });
});
