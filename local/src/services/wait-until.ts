import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  readonly limitMs: number;
  readonly intervalMs?: number;
  /** Ends the wait early, with the signal's reason as the error. */
  readonly signal?: AbortSignal;
}

/** Waits for a state: asks until the answer is yes. Says whether it came within the limit. */
export async function waitUntil(
  isSo: () => boolean | Promise<boolean>,
  { limitMs, intervalMs = 25, signal }: WaitOptions,
): Promise<boolean> {
  const giveUpAt = performance.now() + limitMs;
  for (;;) {
    signal?.throwIfAborted();
    if (await isSo()) return true;
    if (performance.now() >= giveUpAt) return false;
    await delay(intervalMs, undefined, signal === undefined ? {} : { signal });
  }
}
