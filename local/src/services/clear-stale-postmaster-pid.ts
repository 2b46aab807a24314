import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserFacingError } from './user-facing-error.ts';

/**
 * PostgreSQL that was killed leaves its pid in its folder. It gets along with that by itself, unless another program
 * has got the same pid since: then this file has to go. That nobody works in the folder is still certain, because
 * PostgreSQL checks its shared memory too.
 * @throws UserFacingError when PostgreSQL does run in this folder, started by somebody else
 */
export function clearStalePostmasterPid(folder: string): void {
  const file = join(folder, 'postmaster.pid');
  let pid: number;
  try {
    pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  } catch {
    return;
  }
  const command = commandLine(pid);
  if (command === undefined) return;
  if (!command.includes(folder)) {
    rmSync(file, { force: true });
    return;
  }
  throw new UserFacingError(
    `PostgreSQL runs already in ${folder} (pid ${pid}), but was not started by this program. Stop it first.`,
  );
}

function commandLine(pid: number): string | undefined {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', timeout: 5_000 });
  } catch {
    return undefined;
  }
}
