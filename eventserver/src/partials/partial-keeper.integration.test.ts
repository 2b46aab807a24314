import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { equalDigests } from '@whenly/core/partial/equal-digests';
import { emptyPartial } from '@whenly/core/partial/empty-partial';
import { partialOf } from '@whenly/core/partial/partial-of';
import { seededRandom } from '@whenly/local/journeys/random';
import { waitUntil } from '@whenly/local/services/wait-until';
import { readShare } from '@whenly/platform/postgres/queries/read-share';
import { readTerms } from '@whenly/platform/postgres/queries/read-terms';
import { candidate, openTestEvents, type TestEvents } from '../test/test-events.ts';
import { openTestServer, type TestServer } from '../test/test-server.ts';

let events: TestEvents;
let one: TestServer;
let two: TestServer;
beforeAll(async () => {
  events = await openTestEvents();
  one = await openTestServer(events, 'keeper-1', 1);
  two = await openTestServer(events, 'keeper-2', 2);
});
afterAll(async () => {
  await one.close();
  await two.close();
  await events.close();
});

/** The partial that the server should have, computed from the rows. */
async function partialFromRows(server: TestServer, eventId: string) {
  const [terms] = await readTerms(events.database, [eventId]);
  if (!terms) throw new Error('no such event');
  const rows = await readShare(events.database, server.uid, [eventId]);
  return partialOf(rows, terms);
}

/** Waits until what the servers told each other has arrived. */
async function settle(...servers: TestServer[]) {
  // First everything is sent; then, since NATS keeps the order, an answer means that what came before is there.
  for (const server of [...servers, ...servers]) await server.bus.flush();
}

/** Lets eight people, two of them optional, answer again and again through both servers. */
async function answerAtRandom(eventId: string, isAtOnce: boolean) {
  const random = seededRandom(7);
  for (let round = 0; round < 40; round += 1) {
    const submitThrough = [one, two].map((server) => {
      const people = new Set([random(8), random(8), random(8)]);
      const candidates = [...people].map((person) => {
        const start = random(550);
        const ifNeedBe = [[start + 50, start + 300]] as const;
        return candidate(eventId, `person-${person}`, [[start, start + 1 + random(200)]], { ifNeedBe });
      });
      return () => server.submit(...candidates);
    });
    if (isAtOnce) await Promise.all(submitThrough.map((submit) => submit()));
    else for (const submit of submitThrough) await submit();
  }
  await settle(one, two);
}

const terms = {
  durationMinutes: 15,
  window: { start: 0, end: 600 },
  participants: { 'person-1': false, 'person-4': false },
};

describe('a server’s partial', () => {
  it('equals what the rows say, however often people answer again and on whichever server', async () => {
    const eventId = await events.insert(terms);
    await answerAtRandom(eventId, false);
    for (const server of [one, two]) {
      expect(await server.keeper.read(eventId)).toEqual(await partialFromRows(server, eventId));
    }
  });

  it('equals what the rows say whenever its digest does, even if people answer on both servers at once', async () => {
    const eventId = await events.insert(terms);
    await answerAtRandom(eventId, true);
    for (const server of [one, two]) {
      const [kept, fromRows] = [await server.keeper.read(eventId), await partialFromRows(server, eventId)];
      expect(kept && equalDigests(kept.digest, fromRows.digest)).toBe(isDeepStrictEqual(kept, fromRows));
    }
  });

  it('counts a person’s later answer instead of the earlier one, on the same server', async () => {
    const eventId = await events.insert();
    await one.submit(candidate(eventId, 'ada', [[0, 60]]));
    await one.submit(candidate(eventId, 'ada', [[30, 90]]));
    expect(await one.keeper.read(eventId)).toEqual(await partialFromRows(one, eventId));
  });

  it('loses a person’s answer when another server takes a later one', async () => {
    const eventId = await events.insert();
    await one.submit(candidate(eventId, 'ada', [[0, 60]]), candidate(eventId, 'bob', [[0, 60]]));
    await two.submit(candidate(eventId, 'ada', [[30, 90]]));
    await settle(one, two);
    expect(await one.keeper.read(eventId)).toEqual(await partialFromRows(one, eventId));
    expect((await one.keeper.read(eventId))?.digest.count).toBe(1);
    expect(await two.keeper.read(eventId)).toEqual(await partialFromRows(two, eventId));
  });

  it('is changed once by a change that comes twice, and by changes in any order', async () => {
    const eventId = await events.insert();
    const submission = candidate(eventId, 'ada', [[0, 60]]);
    await one.submit(submission);
    one.keeper.count({ ...submission, version: 1, previous: null });
    expect(await one.keeper.read(eventId)).toEqual(await partialFromRows(one, eventId));

    // Another server has taken version 3; version 2, of this server, was counted too late.
    one.keeper.withdraw({ eventId, participant: 'ada', version: 2 });
    one.keeper.count({ ...submission, version: 2, previous: null });
    one.keeper.withdraw({ eventId, participant: 'ada', version: 2 });
    one.keeper.withdraw({ eventId, participant: 'ada', version: 1 });
    expect(await one.keeper.read(eventId)).toEqual(emptyPartial(1));
  });

  it('holds answers of the greatest size, and is computed anew from them', async () => {
    const eventId = await events.insert();
    const intervals = (first: number) =>
      Array.from({ length: 2_000 }, (_, index) => [first + 10 * index, first + 10 * index + 5] as const);
    const people = ['ada', 'bob', 'eve', 'joe', 'sue'];
    await one.submit(...people.map((name, index) => candidate(eventId, name, intervals(index))));
    await one.submit(...people.map((name, index) => candidate(eventId, name, intervals(index + 1))));
    expect(await one.keeper.read(eventId)).toEqual(await partialFromRows(one, eventId));
    await one.redis.flushdb();
    await one.submit(candidate(eventId, 'ada', intervals(7)));
    expect(await one.keeper.read(eventId)).toEqual(await partialFromRows(one, eventId));
    await one.store.begin();
  });

  it('that Redis could not change is not relied on, and computed anew with the next answer', async () => {
    const eventId = await events.insert();
    await one.submit(candidate(eventId, 'ada', [[0, 60]]));
    await one.keeper.read(eventId);
    await one.redis.set(`contributions:${eventId}`, 'of a type that the script can’t work with');
    await one.submit(candidate(eventId, 'bob', [[0, 60]]));
    expect(await one.keeper.read(eventId)).toBeNull();
    const hasRested = async () => {
      await one.submit(candidate(eventId, 'eve', [[0, 60]]));
      return (await one.keeper.read(eventId)) !== null;
    };
    expect(await waitUntil(hasRested, { limitMs: 5_000, intervalMs: 200 })).toBe(true);
    expect(await one.keeper.read(eventId)).toEqual(await partialFromRows(one, eventId));
  });

  it('is computed anew from the rows when Redis lost its data, at the next answer', async () => {
    const eventId = await events.insert();
    await one.submit(candidate(eventId, 'ada', [[0, 60]]), candidate(eventId, 'bob', [[0, 50]]));
    await one.keeper.read(eventId);
    await one.redis.flushdb();
    expect(await one.keeper.read(eventId)).toBeNull();
    const before = one.rebuilds();
    await one.submit(candidate(eventId, 'eve', [[10, 60]]));
    const kept = await one.keeper.read(eventId);
    expect(kept).toEqual(await partialFromRows(one, eventId));
    expect(kept?.digest.count).toBe(3);
    expect(one.rebuilds()).toBe(before + 1);
    await one.store.begin();
  });

  it('is computed anew when the event’s terms have changed', async () => {
    const eventId = await events.insert({ durationMinutes: 10 });
    await one.submit(candidate(eventId, 'ada', [[0, 60]]));
    await one.keeper.read(eventId);
    await events.sql('UPDATE events SET duration_minutes = 30, generation = 2 WHERE id = $1', eventId);
    one.terms.forget(eventId);
    await one.submit(candidate(eventId, 'bob', [[0, 60]], { generation: 2 }));
    const kept = await one.keeper.read(eventId);
    expect(kept?.generation).toBe(2);
    expect(kept).toEqual(await partialFromRows(one, eventId));
  });
});
