import type { LiveServer } from '@whenly/platform/postgres/queries/list-live-servers';

export interface ServerDirectory {
  /** Lists the servers anew. When that fails, it throws, and those known last stay. */
  look(): Promise<void>;
  /** The next server in turn, one that was not tried if there is any. `undefined`: none is known. */
  pick(tried: ReadonlySet<string>): LiveServer | undefined;
  /** It does not listen: leave it out until the next look. */
  drop(uid: string): void;
}

export interface ServerDirectoryOptions {
  readonly listServers: () => Promise<readonly LiveServer[]>;
  /** For how long the last known servers are used while they can't be listed anew. */
  readonly keepMs: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** Knows the live event servers as of the last look; whoever owns it looks now and then. */
export function createServerDirectory({ listServers, keepMs, now }: ServerDirectoryOptions): ServerDirectory {
  let servers: readonly LiveServer[] = [];
  let knownAt = -Infinity;
  let turn = 0;

  return {
    async look() {
      servers = await listServers();
      knownAt = now();
    },
    pick(tried) {
      if (now() - knownAt > keepMs) return undefined;
      const untried = servers.filter(({ uid }) => !tried.has(uid));
      const choice = untried.length > 0 ? untried : servers;
      turn = (turn + 1) % Number.MAX_SAFE_INTEGER;
      return choice[turn % choice.length];
    },
    drop(uid) {
      servers = servers.filter((server) => server.uid !== uid);
    },
  };
}
