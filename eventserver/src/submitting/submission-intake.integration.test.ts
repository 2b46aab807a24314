import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SubmitRequest } from '@whenly/platform/nats/messages';
import { openTestEvents, type TestEvents } from '../test/test-events.ts';
import { openTestServer, type TestServer } from '../test/test-server.ts';
import { acceptBatch } from './accept-batch.ts';
import { settleLate } from './settle-late.ts';
import { SubmissionBatcher } from './submission-batcher.ts';
import { createSubmissionIntake, type SubmissionIntake } from './submission-intake.ts';

let events: TestEvents;
let server: TestServer;
beforeAll(async () => {
  events = await openTestEvents();
  server = await openTestServer(events, 'intake', 5);
});
afterAll(async () => {
  await server.close();
  await events.close();
});

function openIntake(): SubmissionIntake {
  const batcher = new SubmissionBatcher({
    accept: (batch) => acceptBatch(events.database, server, batch),
    maxBatch: 100,
    maxWaiting: 1_000,
    patienceMs: 1_000,
    now: () => performance.now(),
    pause,
  });
  const { terms, keeper } = server;
  const settle = (candidate: Parameters<typeof settleLate>[1]) => settleLate(events.database, candidate);
  return createSubmissionIntake({ server, terms, batcher, keeper, settle, maxTries: 5, pause });
}

const requestFor = (eventId: string, start: string, end: string): SubmitRequest => ({
  eventId,
  participant: 'ada',
  operationId: randomUUID(),
  issuedAtMs: Date.now(),
  constraint: [{ start, end, level: 'yes' }],
});

describe('the intake', () => {
  it('answers with the version and the server’s name, and counts what it took', async () => {
    const eventId = await events.insert();
    const intake = openIntake();
    const request = requestFor(eventId, '2027-01-01 10:00', '2027-01-01 12:00');
    const taken = { ok: true, version: 1, server: server.name };
    expect(await intake.take(request)).toEqual(taken);
    expect(await intake.take(request)).toEqual(taken);
    expect((await server.keeper.read(eventId))?.digest.count).toBe(1);
  });

  it('reads wall times by the event’s zone, and says what it can’t read', async () => {
    const eventId = await events.insert();
    await events.sql("UPDATE events SET time_zone = 'Europe/Rome' WHERE id = $1", eventId);
    const intake = openIntake();
    await intake.take(requestFor(eventId, '2027-06-01 10:00', '2027-06-01 12:00'));
    const [row] = await events.sql<{ start: string }>(
      "SELECT to_timestamp((availability->'yes'->0->>0)::int * 60)::text AS start FROM submissions WHERE event_id = $1",
      eventId,
    );
    expect(new Date(row?.start ?? '')).toEqual(new Date('2027-06-01T08:00:00Z'));
    expect(await intake.take(requestFor(eventId, '2027-03-28 02:30', '2027-03-28 05:00'))).toMatchObject({
      ok: false,
      reason: 'invalid',
      problems: [{ path: [0, 'start'], code: 'does_not_exist' }],
    });
  });

  it('refuses what lies outside the window, what is late, and what has no event', async () => {
    const [narrow, late] = [await events.insert({ window: { start: 0, end: 60 } }), await events.insert()];
    await events.makeDue(late);
    const intake = openIntake();
    const take = (eventId: string) =>
      intake.take(requestFor(eventId, '2027-01-01 10:00', '2027-01-01 12:00'));
    expect(await take(narrow)).toEqual({ ok: false, reason: 'outside_window' });
    expect(await take(late)).toEqual({ ok: false, reason: 'deadline_passed' });
    expect(await take(randomUUID())).toEqual({ ok: false, reason: 'not_found' });
  });

  it('reads a submission again when the event’s terms changed since it last looked', async () => {
    const eventId = await events.insert();
    const intake = openIntake();
    const take = () => intake.take(requestFor(eventId, '2027-01-01 10:00', '2027-01-01 12:00'));
    expect(await take()).toMatchObject({ ok: true });
    await events.sql(
      'UPDATE events SET window_start = 0, window_end = 60, generation = 2 WHERE id = $1',
      eventId,
    );
    expect(await take()).toEqual({ ok: false, reason: 'outside_window' });
  });

  it('finishes what it took before it closed, and sends later ones elsewhere', async () => {
    const eventId = await events.insert();
    const intake = openIntake();
    const early = intake.take(requestFor(eventId, '2027-01-01 10:00', '2027-01-01 12:00'));
    await intake.close();
    expect(await Promise.race([early, Promise.resolve('not answered')])).toMatchObject({ ok: true });
    expect(await intake.take(requestFor(eventId, '2027-01-01 10:00', '2027-01-01 12:00'))).toEqual({
      ok: false,
      reason: 'busy',
    });
  });
});
