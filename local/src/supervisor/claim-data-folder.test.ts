import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimDataFolder } from './claim-data-folder.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whenly-claim-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a data folder is made, and its owner may come again', () => {
  const data = join(folder, 'some', 'data');
  claimDataFolder(data);
  claimDataFolder(data);
  expect(statSync(data).isDirectory()).toBe(true);
});

test('the data folder of another user is refused', () => {
  const { uid } = statSync(folder);
  expect(() => {
    claimDataFolder(folder, uid + 1);
  }).toThrow(`belongs to the user with the id ${uid}, but you are ${uid + 1}`);
});

test('a data folder that cannot be made is explained', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => {
    claimDataFolder(join(folder, 'file', 'data'));
  }).toThrow("can't be made");
});
