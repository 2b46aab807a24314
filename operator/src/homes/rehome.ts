import { loadBound } from '@whenly/core/placement/load-bound';
import type { Move } from '@whenly/core/placement/move';
import type { PlacementPolicy } from '@whenly/core/placement/placement-policy';
import { planMoves } from '@whenly/core/placement/plan-moves';
import { shouldBrake } from '@whenly/core/placement/should-brake';
import type { Queryable } from '@whenly/platform/postgres/database';
import { listEventsToPlace } from '@whenly/platform/postgres/queries/list-events-to-place';
import { listServers } from '@whenly/platform/postgres/queries/list-servers';
import { rehomeEvents } from '@whenly/platform/postgres/queries/rehome-events';
import type { PodSource } from '../pods/pod.ts';
import { judgeServers } from './judge-servers.ts';

export interface RehomeOptions {
  readonly database: Queryable;
  readonly pods: Pick<PodSource, 'list'>;
  /** Of this operator's leadership; it fences every write. */
  readonly term: number;
  readonly defaultPolicy: PlacementPolicy;
  readonly maxEvents: number;
  readonly batchSize: number;
  /** Tells a server that events came to it. */
  readonly tellLook: (serverUid: string) => void;
}

export type RehomeRound =
  | { readonly outcome: 'settled' }
  | { readonly outcome: 'moved'; readonly moves: readonly Move[]; readonly isMoreLeft: boolean }
  /** Most servers look dead at once: likelier that this operator can't see them. Nothing was moved. */
  | { readonly outcome: 'braked' }
  /** There is no event server to move events to. */
  | { readonly outcome: 'no_servers' }
  | { readonly outcome: 'term_is_over' };

/** One round of placement: gather servers and events → plan → apply. Run again, it goes on where it was. */
export async function rehome(options: RehomeOptions): Promise<RehomeRound> {
  const { database, pods, term, defaultPolicy, maxEvents, batchSize, tellLook } = options;

  const servers = judgeServers(await listServers(database), await pods.list());
  const known = servers.filter((server) => server.isKnown);
  const alive = known.filter((server) => server.isAlive);
  const uids = (of: typeof servers) => of.map((server) => server.uid);
  if (shouldBrake({ knownServers: uids(known), aliveServers: uids(alive) })) return { outcome: 'braked' };
  if (alive.length === 0) return { outcome: 'no_servers' };

  const total = servers.reduce((sum, server) => sum + server.load, 0);
  const bound = loadBound(total, alive.length);
  const excess = new Map(
    alive.filter(({ load }) => load > bound).map(({ uid, load }) => [uid, load - bound]),
  );
  const events = await listEventsToPlace(database, uids(alive), excess, maxEvents);

  const epochs = new Map(events.map((event) => [event.id, event.epoch]));
  const placed = events.map(({ id, home, placement }) => ({ id, home, policy: placement ?? defaultPolicy }));
  const moves = planMoves({ servers, events: placed });
  if (moves.length === 0) return { outcome: 'settled' };

  const moved = new Set<string>();
  for (let first = 0; first < moves.length; first += batchSize) {
    const rehomings = moves
      .slice(first, first + batchSize)
      .map(({ eventId, to }) => ({ eventId, to, epoch: epochs.get(eventId) ?? 0 }));
    const rehomed = await rehomeEvents(database, term, rehomings);
    if (!rehomed.ok) return { outcome: 'term_is_over' };
    for (const id of rehomed.eventIds) moved.add(id);
  }
  const made = moves.filter(({ eventId }) => moved.has(eventId));
  for (const uid of new Set(made.map(({ to }) => to))) tellLook(uid);
  return { outcome: 'moved', moves: made, isMoreLeft: events.length >= maxEvents };
}
