import { UserFacingError } from './user-facing-error.ts';

/** The servers that npm can't bring. */
export type SystemProgram = 'nats' | 'redis';

const howToGet: Readonly<
  Record<SystemProgram, { what: string; debian: string; brew: string; site: string }>
> = {
  nats: {
    what: 'nats-server (NATS)',
    debian: 'nats-server',
    brew: 'nats-server',
    site: 'https://github.com/nats-io/nats-server/releases',
  },
  redis: {
    what: 'redis-server or valkey-server (Redis)',
    debian: 'redis-server',
    brew: 'redis',
    site: 'https://redis.io/downloads',
  },
};

/** The Debian packages that bring these programs. */
export function debianPackages(missing: readonly SystemProgram[]): string[] {
  return missing.map((program) => howToGet[program].debian);
}

/** Says which programs are missing and how to get them. */
export function missingProgram(missing: readonly SystemProgram[], why?: string): UserFacingError {
  const list = missing.map((program) => howToGet[program]);
  return new UserFacingError(
    [
      `Not installed: ${list.map(({ what }) => what).join(', ')}.${why === undefined ? '' : ` ${why}`} To get what is missing:`,
      `  Debian, Ubuntu:  sudo apt-get install ${list.map(({ debian }) => debian).join(' ')}`,
      `  macOS:           brew install ${list.map(({ brew }) => brew).join(' ')}`,
      ...list.map(({ site }) => `  elsewhere:       ${site} (and put it on the PATH)`),
    ].join('\n'),
  );
}
