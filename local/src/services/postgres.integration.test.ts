import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processStartTime } from '../supervisor/process-start-time.ts';
import { withDatabase } from '../test/with-database.ts';
import { startPostgres } from './postgres.ts';
import type { StartedService } from './started-service.ts';
import { waitUntil } from './wait-until.ts';

// Real processes, on a machine that may be busy.
jest.setTimeout(60_000);

describe('PostgreSQL on this machine', () => {
  let dir: string;
  let started: StartedService | undefined;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'whenly-postgres-'));
  });

  afterEach(async () => {
    await started?.stop();
    rmSync(dir, { recursive: true });
  });

  const start = async () => {
    started = await startPostgres({ dir, password: 'a secret' });
    return started;
  };

  test('what was committed is still there after a kill -9', async () => {
    const first = await start();
    await withDatabase(first.url, (client) => client.query("CREATE TABLE kept AS SELECT 'this' AS what"));
    process.kill(first.pid, 'SIGKILL');
    await waitUntil(() => processStartTime(first.pid) === undefined, { limitMs: 10_000 });

    const second = await start();
    const { rows } = await withDatabase(second.url, (client) => client.query('SELECT what FROM kept'));
    expect(rows).toEqual([{ what: 'this' }]);
  });

  test('it keeps its promises: no commit is answered before it is on disk', async () => {
    const { url } = await start();
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const { rows } = await withDatabase(url, (client) => client.query(`SHOW ${setting}`));
      expect(rows).toEqual([{ [setting]: 'on' }]);
    }
  });

  test('a folder that was left half made is made again', async () => {
    for (const leftover of ['postgres', 'postgres.unfinished-x']) {
      mkdirSync(join(dir, leftover));
      writeFileSync(join(dir, leftover, 'postgresql.conf'), 'half of a li');
    }
    const { url } = await start();
    expect((await withDatabase(url, (client) => client.query('SELECT 1'))).rowCount).toBe(1);
    expect(readdirSync(dir).sort()).toEqual(['postgres', 'postgres.log']);
  });

  test('a stale pid file that names a living stranger does no harm', async () => {
    await start();
    await started?.stop();
    const lines = [process.pid, join(dir, 'postgres'), '1', '1', '', '127.0.0.1', '', ''];
    writeFileSync(join(dir, 'postgres', 'postmaster.pid'), lines.join('\n'));
    expect(processStartTime((await start()).pid)).toBeDefined();
  });

  test('a folder of another major version is refused', async () => {
    mkdirSync(join(dir, 'postgres'));
    writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '16\n');
    await expect(start()).rejects.toThrow('was made by PostgreSQL 16, but this is PostgreSQL 17');
    expect(readFileSync(join(dir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('16\n');
  });
});
