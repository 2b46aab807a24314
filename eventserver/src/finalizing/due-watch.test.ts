import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '@whenly/platform/logs/create-logger';
import type { DueEvent } from '@whenly/platform/postgres/queries/list-due-events';
import { DueWatch } from './due-watch.ts';

const log = createLogger({ service: 'test', level: 'silent' });

function watchOf(due: DueEvent[], options: { maxBatch?: number; maxBatches?: number } = {}) {
  const begun: string[][] = [];
  const ends: (() => void)[] = [];
  const watch = new DueWatch({
    listDue: () => Promise.resolve(due),
    finalize: (events) => {
      begun.push(events.map((event) => event.id));
      return new Promise((resolve) => ends.push(resolve));
    },
    horizonMs: 2_000,
    maxBatch: 100,
    maxBatches: 3,
    log,
    ...options,
  });
  return { watch, begun, ends };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the watch over due events', () => {
  it('begins with an event at its deadline, not before', async () => {
    const { watch, begun } = watchOf([{ id: 'soon', epoch: 1, dueInMs: 800 }]);
    await watch.look();
    await jest.advanceTimersByTimeAsync(799);
    expect(begun).toEqual([]);
    await jest.advanceTimersByTimeAsync(10);
    expect(begun).toEqual([['soon']]);
  });

  it('begins an event once, however often it looks', async () => {
    const { watch, begun } = watchOf([
      { id: 'due', epoch: 1, dueInMs: -5 },
      { id: 'soon', epoch: 1, dueInMs: 100 },
    ]);
    await watch.look();
    await watch.look();
    await jest.advanceTimersByTimeAsync(1_000);
    await watch.look();
    expect(begun).toEqual([['due'], ['soon']]);
  });

  it('takes an event up again after it could not be finalized', async () => {
    let tries = 0;
    const watch = new DueWatch({
      listDue: () => Promise.resolve([{ id: 'due', epoch: 1, dueInMs: -5 }]),
      finalize: () => {
        tries += 1;
        return Promise.reject(new Error('the database is away'));
      },
      horizonMs: 2_000,
      maxBatch: 1,
      maxBatches: 1,
      log,
    });
    await watch.look();
    await jest.advanceTimersByTimeAsync(0);
    await watch.look();
    await jest.advanceTimersByTimeAsync(0);
    expect(tries).toBe(2);
  });

  it('tries the events of a batch that failed one by one: only one may be at fault', async () => {
    const finalized: string[] = [];
    const watch = new DueWatch({
      listDue: () => Promise.resolve([]),
      finalize: (events) => {
        if (events.some((event) => event.id === 'poison')) return Promise.reject(new Error('no'));
        finalized.push(...events.map((event) => event.id));
        return Promise.resolve();
      },
      horizonMs: 2_000,
      maxBatch: 10,
      maxBatches: 1,
      log,
    });
    watch.finalizeNow(['a', 'poison', 'b'].map((id) => ({ id, epoch: 1 })));
    await jest.advanceTimersByTimeAsync(0);
    expect(finalized).toEqual(['a', 'b']);
  });

  it('works on no more batches at once than it may, and then goes on with the rest', async () => {
    const due = Array.from({ length: 5 }, (_, index) => ({ id: String(index), epoch: 1, dueInMs: 0 }));
    const { watch, begun, ends } = watchOf(due, { maxBatch: 2, maxBatches: 2 });
    watch.finalizeNow(due);
    expect(begun).toEqual([
      ['0', '1'],
      ['2', '3'],
    ]);
    ends[0]?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(begun[2]).toEqual(['4']);
  });

  it('when stopped, finishes what it began and begins nothing more', async () => {
    const { watch, begun, ends } = watchOf([{ id: 'soon', epoch: 1, dueInMs: 100 }]);
    watch.finalizeNow([{ id: 'now', epoch: 1 }]);
    await watch.look();
    let isStopped = false;
    const stopping = watch.stop().then(() => (isStopped = true));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(isStopped).toBe(false);
    ends[0]?.();
    await stopping;
    watch.finalizeNow([{ id: 'late', epoch: 1 }]);
    expect(begun).toEqual([['now']]);
  });
});
