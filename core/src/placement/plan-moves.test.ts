import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadBound } from './load-bound.ts';
import type { Move } from './move.ts';
import type { PlacedEvent } from './placed-event.ts';
import type { PlacementServer } from './placement-server.ts';
import { planMoves, type PlacementState } from './plan-moves.ts';
import { rendezvousOrder } from './rendezvous-order.ts';

const server = (uid: string, load = 0, state: 'up' | 'dead' | 'draining' = 'up'): PlacementServer => ({
  uid,
  load,
  isAlive: state !== 'dead',
  isDraining: state === 'draining',
});
const canTake = ({ isAlive, isDraining }: PlacementServer): boolean => isAlive && !isDraining;

/** Events at homes, some of which are no server; each server's load counts them and, at times, others. */
const states: fc.Arbitrary<PlacementState> = fc
  .record({
    servers: fc.array(
      fc.record({ isAlive: fc.boolean(), isDraining: fc.boolean(), unseen: fc.nat(6), isUp: fc.boolean() }),
      { maxLength: 6 },
    ),
    events: fc.array(
      fc.record({
        home: fc.option(fc.nat(7).map((index) => `s${index}`)),
        policy: fc.constantFrom('roundRobin' as const, 'consistentHash' as const),
      }),
      { maxLength: 40 },
    ),
    sees: fc.boolean(),
  })
  .map(({ servers, events, sees }) => ({
    events: events.map((event, index) => ({ id: `e${index}`, ...event })),
    servers: servers.map(({ isAlive, isDraining, unseen, isUp }, index) => ({
      uid: `s${index}`,
      isAlive: isAlive || isUp,
      isDraining: isDraining && !isUp,
      load: events.filter(({ home }) => home === `s${index}`).length + (sees ? 0 : unseen),
    })),
  }));

function after({ servers, events }: PlacementState, moves: readonly Move[]): PlacementState {
  const homes = new Map(moves.map(({ eventId, to }) => [eventId, to]));
  const gained = (uid: string): number =>
    moves.filter(({ to }) => to === uid).length - moves.filter(({ from }) => from === uid).length;
  return {
    servers: servers.map((one) => ({ ...one, load: one.load + gained(one.uid) })),
    events: events.map((event) => ({ ...event, home: homes.get(event.id) ?? event.home })),
  };
}

/** Everything there is: the loads of the servers, and the events whose home is none of them. */
function boundOf({ servers, events }: PlacementState): number {
  const uids = new Set(servers.map(({ uid }) => uid));
  const elsewhere = events.filter(({ home }) => home === null || !uids.has(home)).length;
  const total = servers.reduce((sum, { load }) => sum + load, elsewhere);
  return loadBound(total, servers.filter(canTake).length);
}

const check = (law: (state: PlacementState) => void): void => {
  fc.assert(fc.property(states, law), { numRuns: 1000 });
};

describe('a plan', () => {
  it('gives every event a living home that is not draining, if there is one', () => {
    check((state) => {
      fc.pre(state.servers.some(canTake));
      const good = new Set(state.servers.filter(canTake).map(({ uid }) => uid));
      const homes = after(state, planMoves(state)).events.map(({ home }) => home);
      expect(homes.every((home) => home !== null && good.has(home))).toBe(true);
    });
  });

  it('moves nothing when no server can take events', () => {
    check((state) => {
      const servers = state.servers.filter((one) => !canTake(one));
      expect(planMoves({ ...state, servers })).toEqual([]);
    });
  });

  it('puts nothing on a server that is at the bound, and brings those above it back to it', () => {
    check((state) => {
      fc.pre(state.servers.some(canTake));
      const bound = boundOf(state);
      const moves = planMoves(state);
      const { servers } = after(state, moves);
      for (const { uid, load } of servers.filter(canTake)) {
        if (moves.some(({ to }) => to === uid)) expect(load).toBeLessThanOrEqual(bound);
        const seen = state.events.filter(({ home }) => home === uid).length;
        const before = state.servers.find((one) => one.uid === uid)?.load ?? 0;
        expect(load).toBeLessThanOrEqual(Math.max(bound, before - seen));
      }
    });
  });

  it('moves only what must move: exactly the excess of a home above the bound', () => {
    check((state) => {
      fc.pre(state.servers.some(canTake));
      const moves = planMoves(state);
      const bound = boundOf(state);
      expect(new Set(moves.map(({ eventId }) => eventId)).size).toBe(moves.length);
      for (const { uid, load } of state.servers.filter(canTake)) {
        const seen = state.events.filter(({ home }) => home === uid).length;
        const left = moves.filter(({ from }) => from === uid);
        expect(left.length).toBe(Math.min(seen, Math.max(0, load - bound)));
        expect(left.every(({ reason, to }) => reason === 'Rebalance' && to !== uid)).toBe(true);
      }
    });
  });

  it('leaves nothing to plan once its moves are made', () => {
    check((state) => {
      expect(planMoves(after(state, planMoves(state)))).toEqual([]);
    });
  });

  it('does not depend on the order in which servers and events are listed', () => {
    check(({ servers, events }) => {
      const reversed = { servers: servers.toReversed(), events: events.toReversed() };
      expect(planMoves(reversed)).toEqual(planMoves({ servers, events }));
    });
  });

  it('says why an event moves', () => {
    const events = [null, 'gone', 'dead', 'draining', 'up'].map((home, index): PlacedEvent => ({
      id: `e${index}`,
      home,
      policy: 'roundRobin',
    }));
    const servers = [
      server('up', 1),
      server('dead', 1, 'dead'),
      server('draining', 1, 'draining'),
      server('new'),
    ];
    const reasons = planMoves({ servers, events }).map(({ from, reason }) => [from, reason]);
    expect(reasons).toEqual([
      [null, 'Unassigned'],
      ['gone', 'HomeLost'],
      ['dead', 'HomeLost'],
      ['draining', 'HomeDraining'],
    ]);
  });

  it('takes round robin in turn, starting with the least loaded server', () => {
    const events = ['1', '2', '3', '4', '5'].map((id): PlacedEvent => ({
      id,
      home: null,
      policy: 'roundRobin',
    }));
    const to = planMoves({ servers: [server('c', 0), server('a', 1), server('b', 0)], events }).map(
      (move) => move.to,
    );
    expect(to).toEqual(['b', 'c', 'a', 'b', 'c']);
  });

  it('follows the rendezvous order by consistent hash, past servers at the bound', () => {
    const servers = ['a', 'b', 'c', 'd'].map((uid) => server(uid));
    const events = Array.from({ length: 40 }, (_, index): PlacedEvent => ({
      id: `event ${index + 100}`,
      home: null,
      policy: 'consistentHash',
    }));
    const loads = new Map<string, number>();
    for (const { eventId, to } of planMoves({ servers, events })) {
      const order = rendezvousOrder(eventId, ['a', 'b', 'c', 'd']);
      expect(to).toBe(order.find((uid) => (loads.get(uid) ?? 0) < loadBound(40, 4)));
      loads.set(to, (loads.get(to) ?? 0) + 1);
    }
    expect([...loads.values()].reduce((sum, load) => sum + load)).toBe(40);
  });

  it('spreads the events of a lost server over all others', () => {
    const events = Array.from({ length: 1000 }, (_, index): PlacedEvent => ({
      id: `e${index}`,
      home: `s${index % 5}`,
      policy: 'roundRobin',
    }));
    const servers = [0, 1, 2, 3, 4].map((index) => server(`s${index}`, 200, index === 0 ? 'dead' : 'up'));
    const moves = planMoves({ servers, events });
    expect(moves).toHaveLength(200);
    const gains = [1, 2, 3, 4].map((index) => moves.filter(({ to }) => to === `s${index}`).length);
    expect(gains).toEqual([50, 50, 50, 50]);
  });
});
