import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';
import { roles } from '../services/role.ts';
import type { Role } from '../services/role.ts';

export interface StartCommand {
  readonly servers: number;
  readonly port: number;
  readonly dataFolder: string;
  readonly keptDead: readonly Role[];
  readonly mayInstall: boolean;
}

export type CommandLine =
  | { readonly kind: 'start'; readonly command: StartCommand }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string };

/** What the command line is read with. */
export interface CommandLineContext {
  /** The variable PORT; the flag goes before it. */
  readonly portVariable: string | undefined;
  readonly repositoryRoot: string;
  /** Where a relative `--data` starts. */
  readonly workingFolder: string;
}

const mostServers = 16;

export const usage = `Usage: npm start -- [options]

Runs all of Whenly on this machine, with PostgreSQL, NATS and Redis of its own.

  --servers N       event servers, 1 to ${mostServers} (default 3)
  --port PORT       of the web app (default: the variable PORT, or 8080)
  --data FOLDER     keeps data, logs and passwords (default .whenly in the repository)
  --keep-dead ROLE  a process of this role that dies is not replaced; may be repeated
                    (${roles.join(', ')})
  --no-install      do not install missing programs with apt-get
  --help            this text
`;

/** Reads the arguments of `npm start`. */
export function parseCommandLine(args: readonly string[], context: CommandLineContext): CommandLine {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        servers: { type: 'string', default: '3' },
        port: { type: 'string' },
        data: { type: 'string' },
        'keep-dead': { type: 'string', multiple: true, default: [] },
        'no-install': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const portSource = values.port === undefined ? 'PORT' : '--port';
    return {
      kind: 'start',
      command: {
        servers: wholeNumber('--servers', values.servers, 1, mostServers),
        port: wholeNumber(portSource, values.port ?? context.portVariable ?? '8080', 1, 65_535),
        dataFolder: dataFolder(values.data, context),
        keptDead: values['keep-dead'].map(parseRole),
        mayInstall: !values['no-install'],
      },
    };
  } catch (error) {
    return { kind: 'mistake', message: error instanceof Error ? error.message : String(error) };
  }
}

function wholeNumber(source: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`${source} must be a whole number from ${least} to ${most}, not "${text}".`);
}

function dataFolder(
  given: string | undefined,
  { repositoryRoot, workingFolder }: CommandLineContext,
): string {
  if (given === '') throw new Error('--data must name a folder.');
  if (given === undefined) return join(repositoryRoot, '.whenly');
  return isAbsolute(given) ? given : join(workingFolder, given);
}

function parseRole(text: string): Role {
  const role = roles.find((candidate) => candidate === text);
  if (role === undefined) throw new Error(`--keep-dead must be one of ${roles.join(', ')}, not "${text}".`);
  return role;
}
