import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

/** What is run, and as whom. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

export interface LaunchOptions {
  readonly command: Command;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Gets all that the process prints, after what is there already. */
  readonly logFile: string;
  /** 'lifeline': a pipe that ends when this process dies, however it dies, so that the child can go too. */
  readonly stdin: 'lifeline' | 'ignore';
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process that was started; whoever launched it ends it. */
export interface RunningProcess {
  readonly pid: number;
  readonly exited: Promise<ProcessExit>;
  /** How it ended, or undefined while it runs. */
  readonly exit: () => ProcessExit | undefined;
  /** Does nothing once the process has ended. */
  readonly kill: (signal: NodeJS.Signals) => void;
}

/**
 * Starts a process in a session of its own, so that Ctrl-C in the terminal reaches only us and we end things in order.
 * @throws when the program can't be started at all
 */
export async function launchProcess(options: LaunchOptions): Promise<RunningProcess> {
  const { command, cwd, env, logFile, stdin } = options;
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command.file, command.args, {
    cwd,
    env,
    detached: true,
    stdio: [stdin === 'lifeline' ? 'pipe' : 'ignore', log, log],
    ...(command.uid === undefined ? {} : { uid: command.uid }),
    ...(command.gid === undefined ? {} : { gid: command.gid }),
  });
  closeSync(log);

  let exit: ProcessExit | undefined;
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => {
      exit = { code, signal };
      child.stdin?.destroy();
      resolve(exit);
    });
  });
  await once(child, 'spawn');
  // A child that ends before its lifeline does makes the pipe fail; its exit says all there is to say.
  child.stdin?.on('error', () => undefined);
  return {
    pid: child.pid ?? 0,
    exited,
    exit: () => exit,
    kill: (signal) => {
      if (exit === undefined) child.kill(signal);
    },
  };
}
