import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecrets } from './secrets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whenly-secrets-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('secrets are made once, are all different, and only their owner may read them', () => {
  const file = join(folder, 'secrets.json');
  const secrets = loadSecrets(file);
  expect(loadSecrets(file)).toEqual(secrets);
  expect(new Set([secrets.postgres, secrets.redis, ...Object.values(secrets.nats)]).size).toBe(5);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
