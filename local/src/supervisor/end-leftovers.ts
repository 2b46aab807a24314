import { waitUntil } from '../services/wait-until.ts';
import { isRunning, recordedProcesses } from './process-records.ts';
import type { ProcessRecord } from './process-records.ts';

/** PostgreSQL writes a checkpoint before it ends; nothing else that is left over has anything to finish. */
const postgresLimitMs = 20_000;

/**
 * Ends what an earlier start left running because it was killed, and nothing else.
 * @returns what was ended
 */
export async function endLeftovers(recordFile: string): Promise<ProcessRecord[]> {
  const leftovers = recordedProcesses(recordFile);
  await Promise.all(leftovers.map(endLeftover));
  return leftovers;
}

async function endLeftover(leftover: ProcessRecord): Promise<void> {
  const hasEnded = () => !isRunning(leftover);
  if (leftover.role === 'postgres') {
    signal(leftover, leftover.stopSignal);
    if (await waitUntil(hasEnded, { limitMs: postgresLimitMs })) return;
  }
  signal(leftover, 'SIGKILL');
  if (await waitUntil(hasEnded, { limitMs: 5_000 })) return;
  throw new Error(`${leftover.name} (pid ${leftover.pid}) of an earlier start does not end`);
}

function signal(leftover: ProcessRecord, name: NodeJS.Signals): void {
  if (!isRunning(leftover)) return;
  try {
    process.kill(leftover.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
