import { spawn } from 'node:child_process';

export interface CheckRun {
  readonly repositoryRoot: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly limitMs: number;
  /** Ends the check and all that it started. */
  readonly signal: AbortSignal;
}

export interface CheckOutcome {
  readonly isOk: boolean;
  readonly output: string;
  readonly seconds: number;
}

/** Runs a Node program with the Node that runs us, and collects what it prints. */
export async function runCheck(run: CheckRun): Promise<CheckOutcome> {
  const { repositoryRoot, program, args, env, limitMs, signal } = run;
  const startedAt = performance.now();
  // A process group of its own: what it started, such as jest's workers, ends with it.
  const child = spawn(process.execPath, [program, ...args], {
    cwd: repositoryRoot,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const killGroup = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
  };
  const limit = setTimeout(() => {
    output += `\nNot done after ${limitMs / 1000} s: killed.\n`;
    killGroup();
  }, limitMs);
  signal.addEventListener('abort', killGroup, { once: true });
  if (signal.aborted) killGroup();

  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(null);
    });
    child.once('close', resolve);
  });
  clearTimeout(limit);
  signal.removeEventListener('abort', killGroup);
  return { isOk: exitCode === 0, output, seconds: (performance.now() - startedAt) / 1000 };
}
