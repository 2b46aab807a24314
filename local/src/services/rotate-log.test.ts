import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rotateLog } from './rotate-log.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whenly-rotate-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('only a log that has grown large is put aside', () => {
  const file = join(folder, 'it.log');
  rotateLog(file);
  writeFileSync(file, 'little');
  rotateLog(file);
  expect(readdirSync(folder)).toEqual(['it.log']);

  truncateSync(file, 51 * 1024 * 1024);
  rotateLog(file);
  expect(readdirSync(folder)).toEqual(['it.log.old']);
});
