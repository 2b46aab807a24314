import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import type { Command } from './launch-process.ts';
import { findProgram } from './find-program.ts';
import { UserFacingError } from './user-facing-error.ts';

const nobody = 65_534;

/** How to run a program that refuses to run as root, such as PostgreSQL. */
export interface Unprivileged {
  readonly command: (command: Command) => Command;
  /** Gives a file or folder to the user that the command runs as. */
  readonly own: (path: string) => void;
}

/**
 * As root, a user namespace where root is called nobody is the first choice: the program keeps root's own files and
 * needs no way into folders that other users can't read. Where that is forbidden, it really becomes nobody.
 * @param program what is to be run: as nobody it must be within reach
 */
export function asUnprivilegedUser(program: string, searchPath?: string): Unprivileged {
  const asIs: Unprivileged = { command: (command) => command, own: () => undefined };
  if (process.getuid?.() !== 0) return asIs;

  const unshare = findProgram(['unshare'], searchPath);
  const inNamespace = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (unshare !== undefined && spawnSync(unshare, [...inNamespace, program, '--version']).status === 0) {
    return {
      ...asIs,
      command: ({ file, args }) => ({ file: unshare, args: [...inNamespace, file, ...args] }),
    };
  }

  if (spawnSync(program, ['--version'], { uid: nobody, gid: nobody, cwd: '/' }).status === 0) {
    return {
      command: (command) => ({ ...command, uid: nobody, gid: nobody }),
      own: (path) => {
        chownSync(path, nobody, nobody);
      },
    };
  }
  throw new UserFacingError(
    [
      'PostgreSQL does not run as root, and there is no way to run it as somebody else:',
      `  - user namespaces are not permitted (unshare --user), and`,
      `  - the user nobody can't reach ${program}.`,
      'Run this as an ordinary user, or move the folder to a place that all users can read.',
    ].join('\n'),
  );
}
