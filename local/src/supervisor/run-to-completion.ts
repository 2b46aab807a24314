import { launchProcess } from '../services/launch-process.ts';
import type { LaunchOptions } from '../services/launch-process.ts';
import { startFailure } from '../services/start-service.ts';
import { stopProcess } from '../services/stop-process.ts';
import { waitUntil } from '../services/wait-until.ts';

export interface RunToCompletionOptions extends LaunchOptions {
  readonly name: string;
  readonly limitMs: number;
  /** Ends the process. */
  readonly signal: AbortSignal;
}

/**
 * Runs a process that does one thing and ends.
 * @throws UserFacingError with the end of the log when it fails or takes too long
 */
export async function runToCompletion(options: RunToCompletionOptions): Promise<void> {
  const { name, limitMs, signal, logFile } = options;
  const running = await launchProcess(options);
  try {
    const hasEnded = await waitUntil(() => running.exit() !== undefined, { limitMs, intervalMs: 10, signal });
    if (!hasEnded) throw startFailure({ name, logFile }, `did not end within ${limitMs / 1000} s`);
    const { code, signal: killedBy } = await running.exited;
    if (code !== 0)
      throw startFailure({ name, logFile }, `failed (${killedBy ?? `exit code ${code ?? '?'}`})`);
  } finally {
    await stopProcess(running, 'SIGKILL', 5_000);
  }
}
