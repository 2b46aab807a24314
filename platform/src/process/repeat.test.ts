import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '../logs/create-logger.ts';
import { repeat } from './repeat.ts';

const log = createLogger({ service: 'test', level: 'silent' });
beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a repetition', () => {
  it('runs at once, then after every pause, also after a failure', async () => {
    let runs = 0;
    const repetition = repeat(
      'test',
      100,
      () => (++runs === 2 ? Promise.reject(new Error('no')) : Promise.resolve()),
      log,
    );
    await jest.advanceTimersByTimeAsync(250);
    expect(runs).toBe(3);
    await repetition.stop();
    await jest.advanceTimersByTimeAsync(500);
    expect(runs).toBe(3);
  });

  it('runs at once when woken, and once more when woken while it runs', async () => {
    let runs = 0;
    const gate = Promise.withResolvers<undefined>();
    const repetition = repeat('test', 1_000, () => (++runs === 1 ? gate.promise : Promise.resolve()), log);
    repetition.wake();
    repetition.wake();
    expect(runs).toBe(1);
    gate.resolve(undefined);
    await jest.advanceTimersByTimeAsync(0);
    expect(runs).toBe(2);
    repetition.wake();
    expect(runs).toBe(3);
    await repetition.stop();
    repetition.wake();
    expect(runs).toBe(3);
  });
});
