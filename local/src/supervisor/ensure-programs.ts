import { spawn, spawnSync } from 'node:child_process';
import { findProgram } from '../services/find-program.ts';
import { debianPackages, missingProgram } from '../services/missing-program.ts';
import type { SystemProgram } from '../services/missing-program.ts';
import type { Progress } from './progress.ts';

export interface EnsureProgramsOptions {
  readonly searchPath: string;
  readonly mayInstall: boolean;
  readonly progress: Progress;
  /** Ends the installation. */
  readonly signal: AbortSignal;
}

const installLimitMs = 180_000;

/**
 * Sees to it that the servers that npm can't bring are installed: on Debian and Ubuntu it installs them itself.
 * @throws UserFacingError that says what is missing and how to get it
 */
export async function ensurePrograms(options: EnsureProgramsOptions): Promise<void> {
  const { searchPath, mayInstall, progress } = options;
  const missing = missingPrograms(searchPath);
  if (missing.length === 0) return;
  const packages = debianPackages(missing);
  if (!mayInstall) throw missingProgram(missing, '(--no-install: nothing is installed for you.)');
  const aptGet = findProgram(['apt-get'], searchPath);
  if (aptGet === undefined) throw missingProgram(missing);
  const asRoot = rootPrefix(searchPath);
  if (asRoot === undefined) throw missingProgram(missing, '(Not root, and sudo wants a password.)');

  const apt = (...args: string[]) => run([...asRoot, aptGet, ...args], options);
  const install = () => apt('install', '-y', '--no-install-recommends', ...packages);
  // Without package lists the first try fails at once.
  const installing = install().then(async (first) => {
    if (first.isOk) return first;
    await apt('update');
    return install();
  });
  const result = await progress.step(`installing ${packages.join(', ')}`, installing);
  if (!result.isOk || missingPrograms(searchPath).length > 0) {
    const lastLines = result.output.trimEnd().split('\n').slice(-5).join('\n  | ');
    throw missingProgram(missingPrograms(searchPath), `Installing failed:\n  | ${lastLines}\n`);
  }
}

function missingPrograms(searchPath: string): SystemProgram[] {
  const missing: SystemProgram[] = [];
  if (findProgram(['nats-server'], searchPath) === undefined) missing.push('nats');
  if (findProgram(['redis-server', 'valkey-server'], searchPath) === undefined) missing.push('redis');
  return missing;
}

/** What goes before a command to run it as root, or undefined when that needs a password. */
function rootPrefix(searchPath: string): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram(['sudo'], searchPath);
  return sudo !== undefined && spawnSync(sudo, ['-n', 'true']).status === 0 ? [sudo, '-n'] : undefined;
}

async function run(
  command: readonly string[],
  { searchPath, signal }: EnsureProgramsOptions,
): Promise<{ isOk: boolean; output: string }> {
  // RUNLEVEL=1 asks the packages not to start their services: we start our own, on other ports.
  const settings = ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', 'LC_ALL=C'];
  const child = spawn('env', [...settings, ...command], {
    env: { PATH: searchPath },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: installLimitMs,
    signal,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => {
      resolve({ isOk: false, output: `${output}${error.message}` });
    });
    child.once('close', (code) => {
      resolve({ isOk: code === 0, output });
    });
  });
}
