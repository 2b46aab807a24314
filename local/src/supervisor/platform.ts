import { join } from 'node:path';
import type { ProcessExit } from '../services/launch-process.ts';
import type { Role } from '../services/role.ts';
import type { Service } from '../services/service.ts';
import type { PlatformPlan } from './platform-plan.ts';
import { platformState, podList } from './platform-state.ts';
import type { ProbeTiming } from './probe-timing.ts';
import { ProcessRecords } from './process-records.ts';
import type { Progress } from './progress.ts';
import { SupervisedService } from './supervised-service.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

export interface PlatformOptions {
  readonly dataFolder: string;
  readonly keptDead: readonly Role[];
  readonly timing: ProbeTiming;
  readonly newUid: () => string;
  readonly random: () => number;
  readonly progress: Progress;
}

/** How long each may take to end in good order. */
const serviceStopMs = 10_000;
const serverStopMs = 5_000;
const postgresStopMs = 30_000;

/** Everything that a plan names, running and kept running. */
export class Platform {
  readonly #plan: PlatformPlan;
  readonly #options: PlatformOptions;
  readonly #records: ProcessRecords;
  readonly #services = new Map<Service, SupervisedService>();
  readonly #isStopping = new AbortController();
  #written = { pods: '', state: '' };

  constructor(plan: PlatformPlan, options: PlatformOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#records = new ProcessRecords(join(options.dataFolder, 'processes.json'));
    const { postgres, nats, redis, eventServers, operator, webApp } = plan;
    for (const service of [postgres, nats, ...redis, ...eventServers, operator, webApp]) {
      this.#services.set(service, this.#supervised(service));
    }
    this.#writeState();
  }

  /** Resolves when everything is ready. On failure call `stop`. */
  async start(): Promise<void> {
    const { postgres, nats, redis, eventServers, operator, webApp } = this.#plan;
    const schema = this.#start('PostgreSQL', [postgres]).then(() =>
      this.#options.progress.step('database schema', this.#plan.migrate(this.#isStopping.signal)),
    );
    await Promise.all([schema, this.#start('NATS', [nats]), this.#start('Redis', redis)]);
    await Promise.all([
      this.#start('event servers', eventServers),
      this.#start('operator', [operator]),
      this.#start('web app', [webApp]),
    ]);
  }

  /** Ends everything in good order: first those who take work, last those who keep it. */
  async stop(): Promise<void> {
    this.#isStopping.abort();
    const { postgres, nats, redis, eventServers, operator, webApp } = this.#plan;
    await this.#stop('web app', [webApp], serviceStopMs);
    await this.#stop('event servers and operator', [...eventServers, operator], serviceStopMs);
    await this.#stop('Redis', redis, serverStopMs);
    await this.#stop('NATS', [nats], serverStopMs);
    await this.#stop('PostgreSQL', [postgres], postgresStopMs);
  }

  /** Ends everything at once and by force. What was acknowledged is on disk all the same. */
  killNow(): void {
    this.#isStopping.abort();
    for (const supervised of this.#services.values()) supervised.killNow();
  }

  async #start(title: string, services: readonly Service[]): Promise<void> {
    const label = services.length > 1 ? `${title} (${services.length})` : title;
    await this.#options.progress.step(
      label,
      Promise.all(this.#of(services).map((service) => service.start())),
    );
  }

  async #stop(title: string, services: readonly Service[], limitMs: number): Promise<void> {
    const running = this.#of(services).filter(({ process }) => process !== undefined);
    const stopping = Promise.all(this.#of(services).map((service) => service.stop(limitMs)));
    await (running.length === 0 ? stopping : this.#options.progress.step(`${title} stopped`, stopping));
  }

  #of(services: readonly Service[]): SupervisedService[] {
    return services.flatMap((service) => this.#services.get(service) ?? []);
  }

  #supervised(service: Service): SupervisedService {
    const { keptDead, timing, newUid, random } = this.#options;
    return new SupervisedService(service, {
      timing,
      newUid,
      random,
      isKeptDead: keptDead.includes(service.role),
      onLaunch: ({ role, name, stopSignal }, { pid }) => {
        this.#records.add({ role, name, pid, stopSignal });
      },
      onExit: ({ role, name }, { pid }, exit, isExpected) => {
        this.#records.remove(pid);
        if (!isExpected) this.#reportDeath(name, pid, exit, keptDead.includes(role));
      },
      onChange: () => {
        this.#writeState();
      },
    });
  }

  #reportDeath(name: string, pid: number, { code, signal }: ProcessExit, isKeptDead: boolean): void {
    const how = signal ?? `exit code ${code ?? '?'}`;
    const next = isKeptDead ? 'it stays dead (--keep-dead)' : 'starting a new one';
    this.#options.progress.line(`${name} (pid ${pid}) died, ${how}: ${next}`);
  }

  #writeState(): void {
    const services = [...this.#services.values()];
    const pods = JSON.stringify(podList(services), undefined, 2);
    const state = JSON.stringify(platformState(this.#plan.access, services, process.pid), undefined, 2);
    if (pods !== this.#written.pods) writeFileAtomically(join(this.#options.dataFolder, 'pods.json'), pods);
    if (state !== this.#written.state)
      writeFileAtomically(join(this.#options.dataFolder, 'state.json'), state);
    this.#written = { pods, state };
  }
}
