import type { RunningProcess } from './launch-process.ts';
import type { Role } from './role.ts';

/** How one service is started, asked and ended. It holds no process itself: `launch` may be called again and again. */
export interface Service {
  readonly role: Role;
  readonly name: string;
  readonly logFile: string;
  /**
   * Starts a new process. It may take a while until it is ready.
   * @param uid identifies this one process, as a pod's UID does
   */
  readonly launch: (uid: string) => Promise<RunningProcess>;
  readonly isReady: () => Promise<boolean>;
  /** Left out where a process that runs is alive. */
  readonly isAlive?: () => Promise<boolean>;
  /** Where it answers /livez, /readyz and /metrics. */
  readonly healthUrl?: string;
  /** What asks it to end in good order. */
  readonly stopSignal: NodeJS.Signals;
}
