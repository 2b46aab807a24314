import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rendezvousOrder } from './rendezvous-order.ts';

const uids = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 12 });

describe('the rendezvous order', () => {
  it('is the same for the same servers, however they are listed', () => {
    fc.assert(
      fc.property(fc.string(), uids, (event, servers) => {
        const order = rendezvousOrder(event, servers);
        expect(rendezvousOrder(event, servers.toReversed())).toEqual(order);
        expect(order.toSorted()).toEqual(servers.toSorted());
      }),
    );
  });

  it('stays as it is for the others when a server goes: only its own events move', () => {
    fc.assert(
      fc.property(fc.string(), uids, fc.nat(), (event, servers, pick) => {
        const gone = servers[pick % servers.length];
        const left = servers.filter((uid) => uid !== gone);
        expect(rendezvousOrder(event, left)).toEqual(
          rendezvousOrder(event, servers).filter((uid) => uid !== gone),
        );
      }),
    );
  });

  it('lets a new server only take: no event moves between the others', () => {
    fc.assert(
      fc.property(fc.string(), uids, fc.string({ minLength: 13 }), (event, servers, added) => {
        const [before] = rendezvousOrder(event, servers);
        const [now] = rendezvousOrder(event, [...servers, added]);
        expect([before, added]).toContain(now);
      }),
    );
  });

  it('spreads events evenly, also over servers whose names hardly differ', () => {
    const servers = Array.from({ length: 10 }, (_, index) => `eventserver-${index}`);
    const firsts = new Map<string, number>();
    const seconds = new Map<string, number>();
    for (let index = 0; index < 20_000; index += 1) {
      const [first = '', second = ''] = rendezvousOrder(`event-${index}`, servers);
      firsts.set(first, (firsts.get(first) ?? 0) + 1);
      if (first === 'eventserver-0') seconds.set(second, (seconds.get(second) ?? 0) + 1);
    }
    // Five standard deviations of a fair draw: 42 around 2000, and 14 around 222.
    for (const uid of servers) expect(Math.abs((firsts.get(uid) ?? 0) - 2000)).toBeLessThan(212);
    for (const uid of servers.slice(1)) expect(Math.abs((seconds.get(uid) ?? 0) - 222)).toBeLessThan(70);
  });
});
