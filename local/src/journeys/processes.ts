import { waitUntil } from '../services/wait-until.ts';
import type { ProcessState } from '../supervisor/platform-state.ts';
import type { RunningPlatform } from '../test/start-platform.ts';

/** The process of this name that runs now. @throws when there is none. */
export function processNamed(platform: RunningPlatform, name: string): ProcessState {
  const found = platform.state().processes.find((process) => process.name === name);
  if (!found) throw new Error(`${name} does not run`);
  return found;
}

/** Ends a process as if it had crashed. */
export function killProcess(platform: RunningPlatform, name: string): ProcessState {
  const found = processNamed(platform, name);
  process.kill(found.pid, 'SIGKILL');
  return found;
}

/** Waits until a new process of this name is ready, at most 30 s. */
export async function waitForReplacement(platform: RunningPlatform, old: ProcessState): Promise<void> {
  const isReplaced = () => {
    const found = platform.state().processes.find((process) => process.name === old.name);
    return found !== undefined && found.pid !== old.pid && found.isReady;
  };
  if (await waitUntil(isReplaced, { limitMs: 30_000 })) return;
  throw new Error(`${old.name} was not replaced:\n${platform.output()}`);
}
