import type { LiveServer } from '@whenly/platform/postgres/queries/list-live-servers';

export interface ServerDirectory {
  /** The next server in turn, one that was not tried if there is any. `undefined`: none is known. */
  pick(tried: ReadonlySet<string>): LiveServer | undefined;
  /** It does not listen: leave it out until the next look at the database. */
  drop(uid: string): void;
  stop(): void;
}

export interface ServerDirectoryOptions {
  readonly listServers: () => Promise<readonly LiveServer[]>;
  readonly pollMs: number;
  /** For how long the last known servers are used while the database can't be asked. */
  readonly keepMs: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Knows the live event servers: asks the database every now and then, one question at a time. */
export function startServerDirectory(options: ServerDirectoryOptions): ServerDirectory {
  let servers: readonly LiveServer[] = [];
  let knownAt = -Infinity;
  let turn = 0;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const poll = async () => {
    try {
      servers = await options.listServers();
      knownAt = options.now();
    } catch (error) {
      options.onError(error);
    }
    if (!isStopped) timer = setTimeout(() => void poll(), options.pollMs);
  };
  void poll();

  return {
    pick(tried) {
      if (options.now() - knownAt > options.keepMs) return undefined;
      const untried = servers.filter(({ uid }) => !tried.has(uid));
      const choice = untried.length > 0 ? untried : servers;
      turn = (turn + 1) % Number.MAX_SAFE_INTEGER;
      return choice[turn % choice.length];
    },
    drop(uid) {
      servers = servers.filter((server) => server.uid !== uid);
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
