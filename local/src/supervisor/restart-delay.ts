/** A process that lived less than this died early: something is wrong with it, not with what happened to it. */
export const earlyDeathMs = 5_000;

const firstDelayMs = 250;
const longestDelayMs = 10_000;

/**
 * How long to wait before a process is replaced: not at all, unless it died early several times in a row.
 * @param earlyDeaths how many early deaths there were in a row
 * @param random from 0 to 1: up to half is taken off, so that many don't come back in step
 */
export function restartDelayMs(earlyDeaths: number, random: number): number {
  if (earlyDeaths < 2) return 0;
  const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (earlyDeaths - 2));
  return Math.round(delayMs * (1 - random / 2));
}
