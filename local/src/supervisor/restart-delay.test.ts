import { describe, expect, test } from '@jest/globals';
import { restartDelayMs } from './restart-delay.ts';

describe('the delay before a process is replaced', () => {
  test('a process that died is replaced at once', () => {
    expect(restartDelayMs(0, 0)).toBe(0);
    expect(restartDelayMs(1, 0)).toBe(0);
  });

  test('one that keeps dying early is replaced ever later, up to 10 s', () => {
    expect([2, 3, 4, 5, 6, 7, 8, 50].map((deaths) => restartDelayMs(deaths, 0))).toEqual([
      250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
  });

  test('up to half is taken off by chance', () => {
    expect(restartDelayMs(50, 1)).toBe(5_000);
  });
});
