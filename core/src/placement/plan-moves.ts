import { hashName } from '../hash/hash-name.ts';
import { homeIsDraining } from './home-is-draining.ts';
import { homeIsGone } from './home-is-gone.ts';
import { homeIsMissing } from './home-is-missing.ts';
import { leastLoaded } from './least-loaded.ts';
import { loadBound } from './load-bound.ts';
import { loadIsAboveBound } from './load-is-above-bound.ts';
import type { Move, MoveReason } from './move.ts';
import type { PlacedEvent } from './placed-event.ts';
import type { Placement } from './placement.ts';
import type { PlacementServer } from './placement-server.ts';
import { rendezvousHome } from './rendezvous-home.ts';

/** The first that holds says why an event leaves its home. If none does, it stays. */
const policies: readonly [(event: PlacedEvent, placement: Placement) => boolean, MoveReason][] = [
  [homeIsMissing, 'Unassigned'],
  [homeIsGone, 'HomeLost'],
  [homeIsDraining, 'HomeDraining'],
  [loadIsAboveBound, 'Rebalance'],
];

export interface PlacementState {
  readonly servers: readonly PlacementServer[];
  /** Those to look at: all unfinished events, or some of them. */
  readonly events: readonly PlacedEvent[];
}

/**
 * The moves after which every event that was looked at has a living home that is not draining, and no home
 * is above the bound (as far as its events were looked at). An event moves only if it must: of a home above
 * the bound, exactly the excess leaves. The same state gives the same plan, whatever the order of its
 * lists, and once the moves are made there is nothing left to plan. No server can take events: no moves.
 *
 * O(events + moves × (servers + log moves)).
 */
export function planMoves({ servers, events }: PlacementState): Move[] {
  const takers = servers.filter(({ isAlive, isDraining }) => isAlive && !isDraining).map(({ uid }) => uid);
  if (takers.length === 0) return [];
  takers.sort();
  const loads = countLoads(servers, events);
  const total =
    [...loads.values()].reduce((sum, load) => sum + load, 0) + events.filter(homeIsMissing).length;
  const bound = loadBound(total, takers.length);
  const placement = { servers: new Map(servers.map((server) => [server.uid, server])), loads, bound };
  const hashes = new Map(takers.map((uid) => [uid, hashName(uid)]));

  let lastChosen: string | null = null;
  const moves: Move[] = [];
  for (const { event, reason } of takeLeaving(events, placement)) {
    // The bound leaves room for all events, so there is always a server below it, the least loaded one too.
    const home: string | null =
      event.policy === 'roundRobin'
        ? leastLoaded(takers, loads, lastChosen)
        : rendezvousHome(event.id, hashes, loads, bound);
    if (home === null) continue;
    if (event.policy === 'roundRobin') lastChosen = home;
    loads.set(home, (loads.get(home) ?? 0) + 1);
    moves.push({ eventId: event.id, from: event.home, to: home, reason });
  }
  return moves;
}

/** How many events each home has: what its server says, or what is seen if that is more. */
function countLoads(
  servers: readonly PlacementServer[],
  events: readonly PlacedEvent[],
): Map<string, number> {
  const loads = new Map<string, number>();
  for (const { home } of events) if (home !== null) loads.set(home, (loads.get(home) ?? 0) + 1);
  for (const { uid, load } of servers) loads.set(uid, Math.max(load, loads.get(uid) ?? 0));
  return loads;
}

interface Leaving {
  readonly event: PlacedEvent;
  readonly reason: MoveReason;
}

/** Takes the events that must leave off the loads of their homes; by id, so that the order is always the same. */
function takeLeaving(
  events: readonly PlacedEvent[],
  placement: Placement & { readonly loads: Map<string, number> },
): Leaving[] {
  const { loads } = placement;
  const reasonToLeave = (event: PlacedEvent): MoveReason | undefined =>
    policies.find(([holds]) => holds(event, placement))?.[1];
  const candidates = events.filter((event) => reasonToLeave(event) !== undefined);
  candidates.sort((a, b) => (a.id < b.id ? -1 : 1));
  const leaving: Leaving[] = [];
  for (const event of candidates) {
    // Ask again: a home that was above the bound no longer is once enough of its events have left.
    const reason = reasonToLeave(event);
    if (reason === undefined) continue;
    if (event.home !== null) loads.set(event.home, (loads.get(event.home) ?? 0) - 1);
    leaving.push({ event, reason });
  }
  return leaving;
}
