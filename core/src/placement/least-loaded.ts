/**
 * The server with the fewest events among `uids` (sorted). Of several, the first one after `lastChosen`,
 * going round; so a run of events goes to one after the other.
 *
 * @returns `null` if there are no servers.
 */
export function leastLoaded(
  uids: readonly string[],
  loads: ReadonlyMap<string, number>,
  lastChosen: string | null,
): string | null {
  let best: string | null = null;
  let bestLoad = Infinity;
  let isBestAfterLast = false;
  for (const uid of uids) {
    const load = loads.get(uid) ?? 0;
    const isAfterLast = lastChosen === null || uid > lastChosen;
    if (load < bestLoad || (load === bestLoad && isAfterLast && !isBestAfterLast)) {
      [best, bestLoad, isBestAfterLast] = [uid, load, isAfterLast];
    }
  }
  return best;
}
