import { hashName, type NameHash } from '../hash/hash-name.ts';
import { rendezvousWeight } from './rendezvous-weight.ts';

/**
 * The first server in the event's rendezvous order with fewer events than the bound: consistent hashing
 * with bounded loads (Mirrokni, Thorup and Zadimoghaddam 2018). O(servers), without sorting them.
 *
 * @param servers the hashes of their UIDs, sorted by UID.
 * @returns `null` if none is below the bound.
 */
export function rendezvousHome(
  eventId: string,
  servers: ReadonlyMap<string, NameHash>,
  loads: ReadonlyMap<string, number>,
  bound: number,
): string | null {
  const event = hashName(eventId);
  let best: string | null = null;
  let bestWeight = -1;
  for (const [uid, hash] of servers) {
    const weight = rendezvousWeight(event, hash);
    if (weight > bestWeight && (loads.get(uid) ?? 0) < bound) [best, bestWeight] = [uid, weight];
  }
  return best;
}
