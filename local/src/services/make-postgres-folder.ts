import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { Unprivileged } from './as-unprivileged-user.ts';
import { UserFacingError } from './user-facing-error.ts';

const run = promisify(execFile);
const limitMs = 60_000;
const majorVersion = '17';

export interface PostgresFolderOptions {
  /** Where PostgreSQL's files are to be; its parent exists. */
  readonly folder: string;
  readonly password: string;
  readonly binaries: PostgresBinaries;
  readonly unprivileged: Unprivileged;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes PostgreSQL's folder, with the superuser and the database `whenly`, unless it is there already. It is made under
 * another name and renamed at the end, so that it is there completely or not at all.
 */
export async function makePostgresFolder(options: PostgresFolderOptions): Promise<void> {
  const { folder, binaries, unprivileged, env } = options;
  if (existsSync(join(folder, 'PG_VERSION'))) {
    checkVersion(folder);
    return;
  }

  removeLeftovers(folder);
  // A name of its own each time: an initdb whose parent was killed may still be busy with the last one.
  const unfinished = mkdtempSync(`${folder}.unfinished-`);
  const passwordFile = `${unfinished}.password`;
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  unprivileged.own(unfinished);
  unprivileged.own(passwordFile);

  const runCommand = async (file: string, args: string[], input = '') => {
    const command = unprivileged.command({ file, args });
    const { file: program, args: programArgs, ...owner } = command;
    const running = run(program, programArgs, { env, timeout: limitMs, cwd: '/', ...owner });
    running.child.stdin?.end(input);
    await running;
  };
  try {
    await runCommand(binaries.initdb, [
      ...['-D', unfinished, '-U', 'whenly', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    ]);
    await runCommand(
      binaries.postgres,
      ['--single', '-D', unfinished, 'postgres'],
      'CREATE DATABASE whenly\n',
    );
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new UserFacingError(`PostgreSQL could not make its data folder ${folder}:\n${output.trim()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, folder);
}

function removeLeftovers(folder: string): void {
  const leftovers = readdirSync(dirname(folder)).filter((name) =>
    name.startsWith(`${basename(folder)}.unfinished-`),
  );
  for (const name of [basename(folder), ...leftovers]) {
    rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function checkVersion(folder: string): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version === majorVersion) return;
  throw new UserFacingError(
    `${folder} was made by PostgreSQL ${version}, but this is PostgreSQL ${majorVersion}. ` +
      'Choose another folder with --data, or move this one away if you do not need what is in it.',
  );
}
