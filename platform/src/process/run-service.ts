import type { Logger } from '../logs/create-logger.ts';

export interface Service {
  /** Finishes what is in hand and lets go of everything. */
  stop(): Promise<void>;
}

/**
 * Runs a service until it is told to stop: SIGTERM, SIGINT or, with `lifeline`, the end of stdin, which means
 * that whoever started this process is gone. Ends the process: 0 after a clean stop, 1 otherwise.
 *
 * What nobody caught ends the process too: its state can't be trusted any more, and a new one is soon there.
 */
export function runService(options: {
  log: Logger;
  start: () => Promise<Service>;
  lifeline: boolean;
  /** How long stopping may take before the process ends anyway. */
  stopLimitMs?: number;
}): void {
  const { log, start, lifeline, stopLimitMs = 20_000 } = options;
  const starting = start();
  let isStopping = false;

  const stop = (reason: string, exitCode: number) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => {
      log.error({ stopLimitMs }, 'did not stop in time');
      process.exit(1);
    }, stopLimitMs).unref();
    starting
      .then((service) => service.stop())
      .then(
        () => {
          log.info('stopped');
          process.exit(exitCode);
        },
        (error: unknown) => {
          log.error({ err: error }, 'did not stop cleanly');
          process.exit(1);
        },
      );
  };

  process.once('SIGTERM', () => {
    stop('SIGTERM', 0);
  });
  process.once('SIGINT', () => {
    stop('SIGINT', 0);
  });
  if (lifeline) {
    process.stdin.resume().once('end', () => {
      stop('whoever started this process is gone', 0);
    });
    process.stdin.once('error', () => {
      stop('whoever started this process is gone', 0);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, event);
      process.exit(1);
    });
  }
  starting.catch((error: unknown) => {
    log.fatal({ err: error }, 'could not start');
    process.exit(1);
  });
}
