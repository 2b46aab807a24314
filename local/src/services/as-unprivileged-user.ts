import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './launch-process.ts';
import { findProgram } from './find-program.ts';
import { UserFacingError } from './user-facing-error.ts';

const nobody = 65_534;
const inNamespace = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`];

/** How to run a program that refuses to run as root, such as PostgreSQL. */
export interface Unprivileged {
  readonly command: (command: Command) => Command;
  /** Gives a file, or a folder with all that is in it, to the user that the command runs as. */
  readonly own: (path: string) => void;
}

export interface UnprivilegedOptions {
  /** What is to be run. */
  readonly program: string;
  /** Our own folder with the program's files; others may get the right to pass through it. */
  readonly dir: string;
  readonly searchPath?: string | undefined;
}

/**
 * As root, a user namespace where root is called nobody is the first choice: the program keeps root's own files and
 * needs no way into folders that other users can't read. Where that is forbidden, as in many containers, it really
 * becomes nobody.
 * @throws UserFacingError when neither is possible
 */
export function asUnprivilegedUser(options: UnprivilegedOptions): Unprivileged {
  if (process.getuid?.() !== 0) return { command: (command) => command, own: () => undefined };
  const namespace = namespaceProgram(options);
  return namespace === undefined ? asNobody(options) : asRootCalledNobody(namespace);
}

/** The program that makes user namespaces, if it is there and may. */
function namespaceProgram({ program, searchPath }: UnprivilegedOptions): string | undefined {
  const unshare = findProgram(['unshare'], searchPath);
  if (unshare === undefined) return undefined;
  return spawnSync(unshare, [...inNamespace, program, '--version']).status === 0 ? unshare : undefined;
}

function asRootCalledNobody(unshare: string): Unprivileged {
  return {
    command: ({ file, args }) => ({ file: unshare, args: [...inNamespace, file, ...args] }),
    own: (path) => {
      own(path, 0);
    },
  };
}

function asNobody({ program, dir }: UnprivilegedOptions): Unprivileged {
  const user = { uid: nobody, gid: nobody };
  chmodSync(dir, statSync(dir).mode | 0o011);
  const canRun = spawnSync(program, ['--version'], { ...user, cwd: '/' }).status === 0;
  if (!canRun || spawnSync('test', ['-x', dir], { ...user, cwd: '/' }).status !== 0) {
    throw new UserFacingError(
      [
        'PostgreSQL does not run as root, and there is no way to run it as somebody else:',
        '  - user namespaces are not permitted here (unshare --user), and',
        `  - the user nobody can't reach ${canRun ? dir : program}.`,
        'Run this as an ordinary user, or move it to a folder that all users may pass through.',
      ].join('\n'),
    );
  }
  return {
    command: (command) => ({ ...command, ...user }),
    own: (path) => {
      own(path, nobody);
    },
  };
}

function own(path: string, user: number): void {
  const { uid } = lstatSync(path);
  if (uid === user) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path)) own(join(path, name), user);
  }
  // The folder itself comes last: if we are interrupted, the next time does the rest.
  chownSync(path, user, user);
}
