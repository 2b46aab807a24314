import type { Role } from '../services/role.ts';
import type { PlatformAccess } from './platform-plan.ts';
import type { SupervisedService } from './supervised-service.ts';

/** What state.json holds: how to get at everything that runs now. It contains passwords. */
export interface PlatformState extends PlatformAccess {
  readonly supervisorPid: number;
  readonly processes: readonly ProcessState[];
}

export interface ProcessState {
  readonly role: Role;
  readonly name: string;
  readonly pid: number;
  readonly uid: string;
  readonly isReady: boolean;
  readonly logFile: string;
  /** Where it answers /livez, /readyz and /metrics, if it is one of our own services. */
  readonly healthUrl?: string;
}

/** What pods.json holds: what the operator would hear from the API server on a cluster. */
export interface PodList {
  readonly pods: readonly Pod[];
}

export interface Pod {
  readonly uid: string;
  readonly name: string;
  readonly phase: 'Running' | 'Failed';
  readonly isReady: boolean;
  readonly isTerminating: boolean;
}

/** The state of everything that runs. */
export function platformState(
  access: PlatformAccess,
  services: readonly SupervisedService[],
  supervisorPid: number,
): PlatformState {
  const processes = services.flatMap(({ service, process }) => {
    if (process === undefined) return [];
    const { role, name, logFile, healthUrl } = service;
    const { pid, uid, isReady } = process;
    return [{ role, name, pid, uid, isReady, logFile, ...(healthUrl === undefined ? {} : { healthUrl }) }];
  });
  return { ...access, supervisorPid, processes };
}

/** The event servers, as pods. A dead process is no pod at all. */
export function podList(services: readonly SupervisedService[]): PodList {
  const pods = services.flatMap(({ service, process }): Pod[] => {
    if (service.role !== 'eventserver' || process === undefined) return [];
    const { uid, isReady, isTerminating } = process;
    return [{ uid, name: service.name, phase: 'Running', isReady, isTerminating }];
  });
  return { pods };
}
