import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { claimOverdueEvents } from '@whenly/platform/postgres/queries/claim-overdue-events';
import { recordHeartbeat } from '@whenly/platform/postgres/queries/record-heartbeat';
import { openTestEvents, type TestEvents } from '../test/test-events.ts';

let events: TestEvents;
beforeAll(async () => {
  events = await openTestEvents();
});
afterAll(() => events.close());
beforeEach(() => events.sql('TRUNCATE events, servers CASCADE'));

const claim = (serverUid: string, limit = 1_000) =>
  claimOverdueEvents(events.database, serverUid, { patienceMs: 10_000, limit });
const beat = (uid: string) =>
  recordHeartbeat(events.database, { uid, name: uid, state: 'ready', eventLoopLagMs: 0 });

describe('the sweeper', () => {
  it('takes overdue events without a home or with a silent one, and no others', async () => {
    const homeless = await events.insert({ dueInMs: -1 });
    const silent = await events.insert({ dueInMs: -1, homeUid: 'gone' });
    await events.insert({ dueInMs: -1, homeUid: 'living' });
    await events.insert({ homeUid: 'gone' });
    await beat('living');
    const claimed = await claim('sweeper');
    expect(claimed.map((event) => event.id).sort()).toEqual([homeless, silent].sort());
    expect(claimed.every((event) => event.epoch === 2)).toBe(true);
  });

  it('takes an event from a living home that has had it for too long, and then leaves the new one its time', async () => {
    const stuck = await events.insert({ dueInMs: -11_000, homeUid: 'living' });
    await beat('living');
    await beat('sweeper');
    expect(await claim('sweeper')).toEqual([{ id: stuck, epoch: 2 }]);
    expect(await claim('living')).toEqual([]);
  });

  it('never takes the same event twice, however many servers sweep', async () => {
    for (let count = 0; count < 50; count += 1) await events.insert({ dueInMs: -1 });
    const uids = ['a', 'b', 'c', 'd'];
    for (const uid of uids) await beat(uid);
    const claims = await Promise.all(uids.map((uid) => claim(uid, 30)));
    const ids = claims.flat().map((event) => event.id);
    expect(ids.length).toBeGreaterThanOrEqual(30);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
