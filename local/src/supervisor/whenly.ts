import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isPortFree } from '../services/free-ports.ts';
import { UserFacingError } from '../services/user-facing-error.ts';
import { claimDataFolder } from './claim-data-folder.ts';
import type { StartCommand } from './command-line.ts';
import { endLeftovers } from './end-leftovers.ts';
import { ensurePrograms } from './ensure-programs.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { planPlatform } from './plan-platform.ts';
import { Platform } from './platform.ts';
import { probeTiming } from './probe-timing.ts';
import type { Progress } from './progress.ts';

export interface WhenlyOptions {
  readonly command: StartCommand;
  readonly repositoryRoot: string;
  readonly searchPath: string;
  readonly home: string;
  readonly progress: Progress;
}

/** All of Whenly on this machine: one for each data folder. */
export class Whenly {
  readonly #options: WhenlyOptions;
  readonly #isStopping = new AbortController();
  #platform: Platform | undefined;
  #giveLockBack: (() => void) | undefined;

  constructor(options: WhenlyOptions) {
    this.#options = options;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#options.command.port}`;
  }

  /** Resolves when it is ready. On failure call `stop`. */
  async start(): Promise<void> {
    const { command, repositoryRoot, searchPath, home, progress } = this.#options;
    const { dataFolder, port, servers, keptDead, mayInstall } = command;
    const { signal } = this.#isStopping;

    claimDataFolder(dataFolder);
    this.#giveLockBack = takeInstanceLock(join(dataFolder, 'lock.json'), this.url);
    await endLeftovers(join(dataFolder, 'processes.json')).then((ended) => {
      if (ended.length > 0)
        progress.line(`Ended ${ended.length} processes that an earlier start had left over.`);
    });
    await checkPort(port);
    await ensurePrograms({ searchPath, mayInstall, progress, signal });
    signal.throwIfAborted();
    const plan = await planPlatform({ repositoryRoot, dataFolder, servers, port, searchPath, home });
    signal.throwIfAborted();
    this.#platform = new Platform(plan, {
      dataFolder,
      keptDead,
      timing: probeTiming,
      newUid: randomUUID,
      random: Math.random,
      progress,
    });
    await this.#platform.start();
  }

  async stop(): Promise<void> {
    this.#isStopping.abort(new Error('stopped'));
    await this.#platform?.stop();
    this.#giveLockBack?.();
  }

  killNow(): void {
    this.#platform?.killNow();
    this.#giveLockBack?.();
  }
}

async function checkPort(port: number): Promise<void> {
  if (await isPortFree('127.0.0.1', port)) return;
  throw new UserFacingError(
    `Port ${port} is taken by another program. Choose another one: npm start -- --port ${port + 1}`,
  );
}
