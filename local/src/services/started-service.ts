import type { RunningProcess } from './launch-process.ts';
import type { Service } from './service.ts';
import { stopProcess } from './stop-process.ts';

/** A service that answers. Whoever started it stops it. */
export interface StartedService {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** A service that was started with nobody to supervise it. After `stopLimitMs`, stopping it takes force. */
export function startedService(
  { port, url, stopSignal }: Service & Pick<StartedService, 'port' | 'url'>,
  running: RunningProcess,
  stopLimitMs: number,
): StartedService {
  return {
    port,
    url,
    pid: running.pid,
    stop: async () => {
      await stopProcess(running, stopSignal, stopLimitMs);
    },
  };
}
