import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareRedis } from '../services/redis.ts';
import type { Role } from '../services/role.ts';
import { waitUntil } from '../services/wait-until.ts';
import { stubService } from '../test/stub-service.ts';
import { Platform } from './platform.ts';
import type { PlatformPlan } from './platform-plan.ts';
import type { PlatformState, PodList } from './platform-state.ts';
import { probeTiming } from './probe-timing.ts';
import { recordedProcesses } from './process-records.ts';
import { Progress } from './progress.ts';

// Real processes, on a machine that may be busy.
jest.setTimeout(60_000);

describe('the platform', () => {
  let folder: string;
  let platform: Platform | undefined;
  let lines: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whenly-platform-test-'));
    lines = [];
  });

  afterEach(async () => {
    await platform?.stop();
    rmSync(folder, { recursive: true });
  });

  const stub = (role: Role, name: string = role, isBroken = false) =>
    stubService({ folder, role, name, isBroken });
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const pods = () => (read('pods.json') as PodList).pods;
  const processes = () => (read('state.json') as PlatformState).processes;
  const limit = { limitMs: 10_000 };

  const plan = async (changes: Partial<PlatformPlan> = {}): Promise<PlatformPlan> => ({
    postgres: await stub('postgres'),
    nats: await stub('nats'),
    redis: [await prepareRedis({ dir: folder, name: 'redis-1', password: 'secret' })],
    migrate: () => Promise.resolve(),
    eventServers: [await stub('eventserver', 'event-server-1'), await stub('eventserver', 'event-server-2')],
    operator: await stub('operator'),
    webApp: await stub('webapp'),
    access: { url: 'http://127.0.0.1:1', databaseUrl: '', natsUrl: '', natsUsers: [], redisUrls: {} },
    ...changes,
  });
  const run = (planned: PlatformPlan, keptDead: readonly Role[] = []) => {
    platform = new Platform(planned, {
      dataFolder: folder,
      keptDead,
      timing: { ...probeTiming, readinessIntervalMs: 50 },
      newUid: randomUUID,
      random: () => 1,
      progress: new Progress((line) => lines.push(line)),
    });
    return platform;
  };

  test('every event server is a pod, and a dead one is replaced by another pod of the same name', async () => {
    await run(await plan()).start();
    const [first, second] = pods();
    expect(first).toMatchObject({
      name: 'event-server-1',
      phase: 'Running',
      isReady: true,
      isTerminating: false,
    });

    const victim = processes().find(({ uid }) => uid === first?.uid);
    process.kill(victim?.pid ?? 0, 'SIGKILL');
    expect(await waitUntil(() => pods().every(({ uid }) => uid !== first?.uid), limit)).toBe(true);
    expect(await waitUntil(() => pods().filter(({ isReady }) => isReady).length === 2, limit)).toBe(true);
    expect(pods().map(({ name }) => name)).toEqual(['event-server-1', 'event-server-2']);
    expect(pods()[1]).toEqual(second);
    expect(lines.at(-1)).toMatch(/^event-server-1 \(pid \d+\) died, SIGKILL: starting a new one$/);
  });

  test('Redis comes back on its port, and a role that is kept dead stays away', async () => {
    const planned = await plan();
    await run(planned, ['operator']).start();
    const pidOf = (name: string) => processes().find((process) => process.name === name)?.pid ?? 0;
    const redisPid = pidOf('redis-1');
    process.kill(pidOf('operator'), 'SIGKILL');
    process.kill(redisPid, 'SIGKILL');
    expect(await waitUntil(() => ![0, redisPid].includes(pidOf('redis-1')), limit)).toBe(true);
    expect(await waitUntil(() => planned.redis[0]?.isReady() ?? false, limit)).toBe(true);
    expect(processes().map(({ role }) => role)).not.toContain('operator');
  });

  test('it stops in order, and leaves nothing running and nothing on record', async () => {
    const running = run(await plan());
    await running.start();
    expect(recordedProcesses(join(folder, 'processes.json'))).toHaveLength(7);
    lines.length = 0;
    await running.stop();
    expect(lines.map((line) => line.trim().split('  ')[0])).toEqual([
      'web app stopped',
      'event servers and operator stopped',
      'Redis stopped',
      'NATS stopped',
      'PostgreSQL stopped',
    ]);
    expect(processes()).toEqual([]);
    expect(pods()).toEqual([]);
    expect(read('processes.json')).toEqual({ processes: [] });
  });

  test('when one service does not start, its log is shown and the rest can be stopped', async () => {
    const running = run(await plan({ operator: await stub('operator', 'operator', true) }));
    await expect(running.start()).rejects.toThrow('this service is broken');
    await running.stop();
    expect(processes()).toEqual([]);
  });

  test('no service starts on a database whose schema could not be brought up to date', async () => {
    const migrate = () => Promise.reject(new Error('migration 7 failed'));
    const running = run(await plan({ migrate }));
    await expect(running.start()).rejects.toThrow('migration 7 failed');
    expect(processes().map(({ role }) => role)).not.toContain('eventserver');
  });
});
