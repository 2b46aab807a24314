import { hashName } from '../hash/hash-name.ts';
import { rendezvousWeight } from './rendezvous-weight.ts';

/**
 * The servers in the order in which an event is drawn to them: highest random weight hashing (Thaler and
 * Ravishankar 1998). Without a server, the others keep their order; so only its own events move.
 * This is the plain order, whatever the loads: the one that `rendezvousHome` follows below the bound.
 */
export function rendezvousOrder(eventId: string, serverUids: readonly string[]): string[] {
  const event = hashName(eventId);
  return serverUids
    .map((uid) => ({ uid, weight: rendezvousWeight(event, hashName(uid)) }))
    .sort((a, b) => b.weight - a.weight || (a.uid < b.uid ? -1 : 1))
    .map(({ uid }) => uid);
}
