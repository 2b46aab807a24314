import type { ProcessExit, RunningProcess } from './launch-process.ts';
import { setTimeout as delay } from 'node:timers/promises';

/** Asks a process to end, waits that long for it, and then kills it. */
export async function stopProcess(
  running: RunningProcess,
  signal: NodeJS.Signals,
  limitMs: number,
): Promise<ProcessExit> {
  running.kill(signal);
  const timer = new AbortController();
  const isLate = delay(limitMs, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const);
  const first = await Promise.race([running.exited, isLate]);
  timer.abort();
  if (first !== 'late') return first;
  running.kill('SIGKILL');
  return running.exited;
}
