import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { UserFacingError } from '../services/user-facing-error.ts';
import { isRunning } from './process-records.ts';
import { processStartTime } from './process-start-time.ts';

interface Holder {
  readonly pid: number;
  readonly startTime: string;
  readonly url: string;
}

/**
 * Makes sure that one supervisor alone works with a data folder. A lock whose holder has died counts for nothing.
 * @returns what gives the lock back
 * @throws UserFacingError when somebody else holds it
 */
export function takeInstanceLock(file: string, url: string, pid = process.pid): () => void {
  const mine = `${file}.${pid}`;
  const holder: Holder = { pid, startTime: processStartTime(pid) ?? '', url };
  writeFileSync(mine, JSON.stringify(holder), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      // A link appears at once and complete, and fails where there is one already.
      if (
        succeeds(() => {
          linkSync(mine, file);
        })
      ) {
        return () => {
          rmSync(file, { force: true });
        };
      }
      const other = readHolder(file);
      if (other !== undefined && isRunning(other)) throw alreadyRunning(other);
      removeStaleLock(file, `${mine}.stale`);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw new Error(`Could not take the lock ${file}`);
}

/** Two starts may both find the same stale lock: whoever moves away one that is good puts it back. */
function removeStaleLock(file: string, aside: string): void {
  if (
    !succeeds(() => {
      renameSync(file, aside);
    })
  )
    return;
  const moved = readHolder(aside);
  if (moved !== undefined && isRunning(moved))
    succeeds(() => {
      linkSync(aside, file);
    });
  rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function succeeds(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
}

function alreadyRunning({ pid, url }: Holder): UserFacingError {
  return new UserFacingError(
    `Whenly is running already (pid ${pid}) at ${url}.\n` +
      'Stop it with Ctrl-C where it was started, or start a second one with other --data and --port.',
  );
}
