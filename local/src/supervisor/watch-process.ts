import { setTimeout as delay } from 'node:timers/promises';
import type { RunningProcess } from '../services/launch-process.ts';
import type { Service } from '../services/service.ts';
import { waitUntil } from '../services/wait-until.ts';
import type { ProbeTiming } from './probe-timing.ts';

/**
 * Asks one process how it is until it ends, and kills it when it doesn't become ready or is no longer alive.
 * @returns once the process has ended
 */
export async function watchProcess(
  service: Service,
  running: RunningProcess,
  timing: ProbeTiming,
  onReadiness: (isReady: boolean) => void,
): Promise<void> {
  const hasEnded = () => running.exit() !== undefined;
  const isSettled = await waitUntil(async () => hasEnded() || (await service.isReady()), {
    limitMs: timing.startLimitMs,
    intervalMs: timing.startIntervalMs,
  });
  if (!isSettled) {
    running.kill('SIGKILL');
  } else if (!hasEnded()) {
    onReadiness(true);
    const { isAlive } = service;
    if (isAlive !== undefined) {
      await Promise.all([
        followReadiness(service, running, timing, onReadiness),
        followLiveness(isAlive, running, timing),
      ]);
    }
  }
  await running.exited;
}

async function followReadiness(
  service: Service,
  running: RunningProcess,
  { readinessIntervalMs }: ProbeTiming,
  onReadiness: (isReady: boolean) => void,
): Promise<void> {
  while (await passes(readinessIntervalMs, running)) {
    const isReady = await service.isReady();
    if (running.exit() === undefined) onReadiness(isReady);
  }
}

async function followLiveness(
  isAlive: () => Promise<boolean>,
  running: RunningProcess,
  { livenessIntervalMs, livenessFailures }: ProbeTiming,
): Promise<void> {
  let failures = 0;
  let nextAt = performance.now();
  for (;;) {
    // By the clock, however long the answers take.
    nextAt += livenessIntervalMs;
    if (!(await passes(Math.max(0, nextAt - performance.now()), running))) return;
    failures = (await isAlive()) ? 0 : failures + 1;
    if (failures < livenessFailures) continue;
    running.kill('SIGKILL');
    return;
  }
}

/** Waits, but not longer than the process runs. Says whether it still does. */
async function passes(ms: number, running: RunningProcess): Promise<boolean> {
  const timer = new AbortController();
  await Promise.race([running.exited, delay(ms, undefined, { signal: timer.signal }).catch(() => undefined)]);
  timer.abort();
  return running.exit() === undefined;
}
