import { randomUUID } from 'node:crypto';
import { logTail } from './log-tail.ts';
import type { RunningProcess } from './launch-process.ts';
import type { Service } from './service.ts';
import { stopProcess } from './stop-process.ts';
import { UserFacingError } from './user-facing-error.ts';
import { waitUntil } from './wait-until.ts';

/** Starts a service and waits until it answers. On failure nothing keeps running, and the error shows its log. */
export async function startService(service: Service, limitMs: number): Promise<RunningProcess> {
  const running = await service.launch(randomUUID());
  const isSettled = await waitUntil(async () => running.exit() !== undefined || (await service.isReady()), {
    limitMs,
  });
  const exit = running.exit();
  if (isSettled && exit === undefined) return running;
  await stopProcess(running, 'SIGKILL', 5_000);
  const reason =
    exit === undefined
      ? `was not ready within ${limitMs / 1000} s`
      : `ended before it was ready (${exit.signal ?? `exit code ${exit.code ?? '?'}`})`;
  throw startFailure(service, reason);
}

/** What went wrong with a service, with the end of its log. */
export function startFailure(service: Pick<Service, 'name' | 'logFile'>, reason: string): UserFacingError {
  const tail = logTail(service.logFile).map((line) => `  | ${line}`);
  return new UserFacingError(
    [`${service.name} ${reason}. The end of its log (${service.logFile}):`, ...tail].join('\n'),
  );
}
