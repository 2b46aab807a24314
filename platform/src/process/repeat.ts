import type { Logger } from '../logs/create-logger.ts';

export interface Repetition {
  /** Runs it now, or once more when it is running. */
  wake(): void;
  /** Returns once the run under way is over. */
  stop(): Promise<void>;
}

/** Runs `work` again and again, `everyMs` after the last run ended; a failure is logged, and it goes on. */
export function repeat(name: string, everyMs: number, work: () => Promise<void>, log: Logger): Repetition {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isWoken = false;
  let isStopped = false;

  const run = () => {
    clearTimeout(timer);
    isWoken = false;
    running = work()
      .catch((error: unknown) => {
        log.warn({ err: error, loop: name }, 'a round failed; the next one follows');
      })
      .then(() => {
        running = null;
        if (isStopped) return;
        if (isWoken) run();
        else timer = setTimeout(run, everyMs);
      });
  };
  run();
  return {
    wake() {
      if (running) isWoken = true;
      else if (!isStopped) run();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
