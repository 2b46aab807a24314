import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Service } from '../services/service.ts';
import { waitUntil } from '../services/wait-until.ts';
import { stubService } from '../test/stub-service.ts';
import { probeTiming } from './probe-timing.ts';
import { SupervisedService } from './supervised-service.ts';
import type { SupervisionOptions } from './supervised-service.ts';

// Real processes, on a machine that may be busy.
jest.setTimeout(60_000);

describe('a supervised service', () => {
  let folder: string;
  let supervised: SupervisedService | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whenly-supervised-'));
  });

  afterEach(async () => {
    await supervised?.stop(5_000);
    rmSync(folder, { recursive: true });
  });

  const supervise = (service: Service, options: Partial<SupervisionOptions> = {}) => {
    supervised = new SupervisedService(service, {
      timing: { ...probeTiming, readinessIntervalMs: 20, livenessIntervalMs: 50 },
      isKeptDead: false,
      newUid: randomUUID,
      random: () => 1,
      onLaunch: () => undefined,
      onExit: () => undefined,
      onChange: () => undefined,
      ...options,
    });
    return supervised;
  };
  const stub = (isBroken = false) =>
    stubService({ folder, role: 'eventserver', name: 'event-server-1', isBroken });
  const limit = { limitMs: 10_000 };

  test('a process that is killed is replaced by a new one with a new uid', async () => {
    const service = supervise(await stub());
    await service.start();
    const first = service.process;
    expect(first).toMatchObject({ isReady: true, isTerminating: false });

    process.kill(first?.pid ?? 0, 'SIGKILL');
    expect(
      await waitUntil(() => service.process?.isReady === true && service.process.pid !== first?.pid, limit),
    ).toBe(true);
    expect(service.process?.uid).not.toBe(first?.uid);
  });

  test('a process that hangs is not ready, then killed and replaced', async () => {
    const hasHung = { isReady: true };
    const service = await stub();
    const watched = supervise({
      ...service,
      isReady: async () => hasHung.isReady && (await service.isReady()),
      isAlive: () => Promise.resolve(hasHung.isReady),
    });
    await watched.start();
    const firstPid = watched.process?.pid;
    hasHung.isReady = false;
    expect(await waitUntil(() => watched.process?.pid === firstPid && !watched.process?.isReady, limit)).toBe(
      true,
    );
    expect(
      await waitUntil(() => watched.process !== undefined && watched.process.pid !== firstPid, limit),
    ).toBe(true);
    hasHung.isReady = true;
    expect(await waitUntil(() => watched.process?.isReady === true, limit)).toBe(true);
  });

  test('a process that is kept dead is not replaced', async () => {
    const exits: boolean[] = [];
    const service = supervise(await stub(), {
      isKeptDead: true,
      onExit: (_service, _running, _exit, isExpected) => exits.push(isExpected),
    });
    await service.start();
    process.kill(service.process?.pid ?? 0, 'SIGKILL');
    expect(await waitUntil(() => exits.length === 1, limit)).toBe(true);
    await service.stop(1_000);
    expect(exits).toEqual([false]);
    expect(service.process).toBeUndefined();
  });

  test('a service that keeps dying does not start, and the error shows its log', async () => {
    const service = supervise(await stub(true));
    await expect(service.start()).rejects.toThrow(
      /event-server-1 ended 5 times before it was ready.*\n(.*\n)*.*this service is broken/,
    );
    expect(service.process).toBeUndefined();
  });

  test('a process that is not ready in time is given up', async () => {
    const service = await stub();
    const timing = { ...probeTiming, startLimitMs: 100 };
    const late = supervise({ ...service, isReady: () => Promise.resolve(false) }, { timing });
    await expect(late.start()).rejects.toThrow('event-server-1 was not ready within 0.1 s');
    expect(late.process).toBeUndefined();
  });

  test('when it is stopped, it is terminating first and then gone, and nothing replaces it', async () => {
    const states: unknown[] = [];
    const service: SupervisedService = supervise(await stub(), {
      onChange: () => states.push(service.process?.isTerminating),
    });
    await service.start();
    await service.stop(5_000);
    expect(states.slice(-2)).toEqual([true, undefined]);
  });
});
