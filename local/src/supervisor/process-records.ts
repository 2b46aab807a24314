import { readFileSync } from 'node:fs';
import type { Role } from '../services/role.ts';
import { processStartTime } from './process-start-time.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** Enough to recognise a process that we started, also after we ourselves were killed and started again. */
export interface ProcessRecord {
  readonly role: Role;
  readonly name: string;
  readonly pid: number;
  readonly startTime: string;
  readonly stopSignal: NodeJS.Signals;
}

/** The file that lists our processes; it is there for the next start, in case this one is killed. */
export class ProcessRecords {
  readonly #file: string;
  readonly #records = new Map<number, ProcessRecord>();

  constructor(file: string) {
    this.#file = file;
  }

  add(started: Omit<ProcessRecord, 'startTime'>): void {
    const startTime = processStartTime(started.pid);
    if (startTime === undefined) return;
    this.#records.set(started.pid, { ...started, startTime });
    this.#write();
  }

  remove(pid: number): void {
    if (this.#records.delete(pid)) this.#write();
  }

  #write(): void {
    writeFileAtomically(this.#file, JSON.stringify({ processes: [...this.#records.values()] }, undefined, 2));
  }
}

/** The recorded processes that still run. A pid that another process has got since is not among them. */
export function recordedProcesses(file: string): ProcessRecord[] {
  try {
    const { processes } = JSON.parse(readFileSync(file, 'utf8')) as { processes: ProcessRecord[] };
    return processes.filter(isRunning);
  } catch {
    // No file, or one that is not ours: then nothing is certain to be ours, and nothing may be ended.
    return [];
  }
}

/** Whether this very process runs. */
export function isRunning({ pid, startTime }: Pick<ProcessRecord, 'pid' | 'startTime'>): boolean {
  return processStartTime(pid) === startTime;
}
