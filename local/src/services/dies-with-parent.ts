import type { Command } from './launch-process.ts';
import { findProgram } from './find-program.ts';

/**
 * The same command, but the kernel sends it this signal when we die, even by SIGKILL. Only Linux can do that;
 * elsewhere the process record lets the next start end what was left behind.
 */
export function diesWithParent(command: Command, signal: NodeJS.Signals, searchPath?: string): Command {
  const setpriv = process.platform === 'linux' ? findProgram(['setpriv'], searchPath) : undefined;
  if (setpriv === undefined) return command;
  const name = signal.replace(/^SIG/, '');
  return { ...command, file: setpriv, args: ['--pdeathsig', name, '--', command.file, ...command.args] };
}
