/** How often and how patiently processes are asked; like a pod's probes. */
export interface ProbeTiming {
  /** A process that was not ready by then is killed. */
  readonly startLimitMs: number;
  readonly startIntervalMs: number;
  readonly readinessIntervalMs: number;
  readonly livenessIntervalMs: number;
  /** So many failures in a row, and the process is killed. */
  readonly livenessFailures: number;
}

export const probeTiming: ProbeTiming = {
  startLimitMs: 60_000,
  startIntervalMs: 50,
  readinessIntervalMs: 1_000,
  livenessIntervalMs: 2_000,
  livenessFailures: 3,
};
