import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessExit, RunningProcess } from '../services/launch-process.ts';
import type { Service } from '../services/service.ts';
import { startFailure } from '../services/start-service.ts';
import { stopProcess } from '../services/stop-process.ts';
import type { ProbeTiming } from './probe-timing.ts';
import { earlyDeathMs, restartDelayMs } from './restart-delay.ts';
import { watchProcess } from './watch-process.ts';

/** The process that a service has at the moment. */
export interface ServiceProcess {
  readonly uid: string;
  readonly pid: number;
  readonly isReady: boolean;
  readonly isTerminating: boolean;
}

export interface SupervisionOptions {
  readonly timing: ProbeTiming;
  /** Leave it dead when it dies. */
  readonly isKeptDead: boolean;
  readonly newUid: () => string;
  readonly random: () => number;
  readonly onLaunch: (service: Service, running: RunningProcess) => void;
  readonly onExit: (
    service: Service,
    running: RunningProcess,
    exit: ProcessExit,
    isExpected: boolean,
  ) => void;
  /** Called after every change of `process`. */
  readonly onChange: () => void;
}

/** So often a process may die before the service was ever ready. */
const startAttempts = 5;

/** Keeps one process of a service running, as the kubelet keeps a pod's: a dead one is replaced by a new one. */
export class SupervisedService {
  readonly service: Service;
  readonly #options: SupervisionOptions;
  readonly #isStopping = new AbortController();
  readonly #firstReady = Promise.withResolvers<undefined>();
  #wasReady = false;
  #running: RunningProcess | undefined;
  #process: ServiceProcess | undefined;
  #supervision: Promise<void> | undefined;

  constructor(service: Service, options: SupervisionOptions) {
    this.service = service;
    this.#options = options;
    this.#firstReady.promise.catch(() => undefined);
  }

  /** The running process, or undefined between a death and the replacement. */
  get process(): ServiceProcess | undefined {
    return this.#process;
  }

  /**
   * Starts it, and resolves when it was ready for the first time.
   * @throws UserFacingError with the end of the log when it keeps dying or takes too long
   */
  async start(): Promise<void> {
    this.#supervision ??= this.#supervise();
    await this.#firstReady.promise;
  }

  /** Ends the process in good order, or by force when that takes too long. No new one is started. */
  async stop(limitMs: number): Promise<void> {
    this.#isStopping.abort();
    this.#firstReady.reject(new Error(`${this.service.name} was stopped`));
    if (this.#process !== undefined) this.#setProcess({ ...this.#process, isTerminating: true });
    if (this.#running !== undefined) await stopProcess(this.#running, this.service.stopSignal, limitMs);
    await this.#supervision;
  }

  /** Ends the process by force. No new one is started. */
  killNow(): void {
    this.#isStopping.abort();
    this.#running?.kill('SIGKILL');
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#isStopping;
    for (let earlyDeaths = 0; !signal.aborted;) {
      const launchedAt = performance.now();
      await this.#runOnce().catch((error: unknown) => {
        this.#firstReady.reject(error);
      });
      earlyDeaths = performance.now() - launchedAt < earlyDeathMs ? earlyDeaths + 1 : 0;
      if (this.#options.isKeptDead && this.#wasReady) return;
      if (!this.#wasReady && this.#isHopeless(launchedAt, earlyDeaths)) return;
      const delayMs = restartDelayMs(earlyDeaths, this.#options.random());
      await delay(delayMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One process, from launch to exit. */
  async #runOnce(): Promise<void> {
    const { timing, newUid, onLaunch, onExit } = this.#options;
    const uid = newUid();
    const running = await this.service.launch(uid);
    this.#running = running;
    onLaunch(this.service, running);
    this.#setProcess({ uid, pid: running.pid, isReady: false, isTerminating: false });
    // stop() and killNow() saw no process if they came during the launch.
    if (this.#isStopping.signal.aborted) running.kill('SIGKILL');
    await watchProcess(this.service, running, timing, (isReady) => {
      this.#onReadiness(isReady);
    });
    this.#running = undefined;
    this.#setProcess(undefined);
    onExit(this.service, running, await running.exited, this.#isStopping.signal.aborted);
  }

  #onReadiness(isReady: boolean): void {
    if (isReady && !this.#wasReady) {
      this.#wasReady = true;
      this.#firstReady.resolve(undefined);
    }
    if (this.#process === undefined || this.#process.isReady === isReady) return;
    this.#setProcess({ ...this.#process, isReady });
  }

  #isHopeless(launchedAt: number, earlyDeaths: number): boolean {
    const isLate = performance.now() - launchedAt >= this.#options.timing.startLimitMs;
    if (!isLate && earlyDeaths < startAttempts) return false;
    const reason = isLate
      ? `was not ready within ${this.#options.timing.startLimitMs / 1000} s`
      : `ended ${startAttempts} times before it was ready`;
    this.#firstReady.reject(startFailure(this.service, reason));
    return true;
  }

  #setProcess(state: ServiceProcess | undefined): void {
    this.#process = state;
    this.#options.onChange();
  }
}
