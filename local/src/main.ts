import { relative, resolve } from 'node:path';
import { UserFacingError } from './services/user-facing-error.ts';
import { parseCommandLine, usage } from './supervisor/command-line.ts';
import { Progress } from './supervisor/progress.ts';
import { Whenly } from './supervisor/whenly.ts';

/** One Ctrl-C reaches us several times: from the terminal, from npm and from bootstrap.mjs. */
const sameCtrlCMs = 500;

const repositoryRoot = resolve(import.meta.dirname, '../..');
const write = (line: string) => process.stdout.write(`${line}\n`);
// A terminal or pipe that is gone must not end us before everything is stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const commandLine = parseCommandLine(process.argv.slice(2), {
  portVariable: process.env.PORT,
  repositoryRoot,
  workingFolder: process.cwd(),
});
if (commandLine.kind === 'help') {
  process.stdout.write(usage);
} else if (commandLine.kind === 'mistake') {
  process.stderr.write(`${commandLine.message}\n\n${usage}`);
  process.exitCode = 2;
} else {
  const { command } = commandLine;
  const whenly = new Whenly({
    command,
    repositoryRoot,
    searchPath: process.env.PATH ?? '',
    home: process.env.HOME ?? '/',
    progress: new Progress(write),
  });

  let stopRequestedAt: number | undefined;
  const requestStop = (reason: string) => {
    if (stopRequestedAt === undefined) {
      stopRequestedAt = performance.now();
      write(`Stopping (${reason}). Again to stop at once.`);
      void whenly.stop().then(() => process.exit(), fail);
    } else if (performance.now() - stopRequestedAt > sameCtrlCMs) {
      whenly.killNow();
      process.exit(130);
    }
  };
  const fail = (error: unknown) => {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = 1;
    return whenly.stop().finally(() => process.exit());
  };
  process.on('SIGINT', () => {
    requestStop('Ctrl-C');
  });
  process.on('SIGTERM', () => {
    requestStop('SIGTERM');
  });
  process.on('SIGHUP', () => {
    requestStop('the terminal is gone');
  });
  // bootstrap.mjs holds the other end: it is our lifeline.
  process.on('disconnect', () => {
    requestStop('whoever started this is gone');
  });

  const startedAt = performance.now();
  const folder = relative(process.cwd(), command.dataFolder);
  write(`Starting Whenly, data in ${folder.startsWith('..') ? command.dataFolder : folder || '.'}`);
  try {
    await whenly.start();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    write(`Started in ${seconds} s. Ctrl-C stops it; logs are in ${resolve(command.dataFolder, 'logs')}`);
    write(`Whenly is ready at ${whenly.url}`);
  } catch (error) {
    if (stopRequestedAt === undefined) await fail(error);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof UserFacingError ? error.message : (error.stack ?? error.message);
}
