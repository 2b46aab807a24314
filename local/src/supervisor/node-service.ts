import { join } from 'node:path';
import { launchProcess } from '../services/launch-process.ts';
import type { Role } from '../services/role.ts';
import type { Service } from '../services/service.ts';

export interface NodeServiceOptions {
  readonly role: Role;
  readonly name: string;
  /** The main.ts, from the repository's root. */
  readonly main: string;
  readonly repositoryRoot: string;
  readonly healthPort: number;
  readonly logFile: string;
  /** What it finds in its environment; nothing else of ours gets in there. */
  readonly environment: (uid: string) => Readonly<Record<string, string>>;
}

const probeLimitMs = 2_000;

/** One of our own services, run by the same Node as we are. It ends when we do: its stdin is its lifeline. */
export function nodeService(options: NodeServiceOptions): Service {
  const { role, name, main, repositoryRoot, healthPort, logFile, environment } = options;
  const healthUrl = `http://127.0.0.1:${healthPort}`;
  return {
    role,
    name,
    logFile,
    healthUrl,
    stopSignal: 'SIGTERM',
    launch: (uid) =>
      launchProcess({
        command: { file: process.execPath, args: [join(repositoryRoot, main)] },
        cwd: repositoryRoot,
        env: {
          ...environment(uid),
          HEALTH_HOST: '127.0.0.1',
          HEALTH_PORT: String(healthPort),
          LIFELINE: 'stdin',
        },
        logFile,
        stdin: 'lifeline',
      }),
    isReady: () => answersOk(`${healthUrl}/readyz`),
    isAlive: () => answersOk(`${healthUrl}/livez`),
  };
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(probeLimitMs),
      headers: { connection: 'close' },
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
