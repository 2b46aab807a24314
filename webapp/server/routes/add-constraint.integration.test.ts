import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { SubmitReply } from '@whenly/platform/nats/messages';
import { startEventServerStandIn, type EventServerStandIn } from '../test/event-server-stand-in.ts';
import { useTestApi } from '../test/use-test-api.ts';

const api = useTestApi({ submitting: { attemptMs: 200, totalMs: 1_500, pollMs: 20 } });
let token: string;
let servers: EventServerStandIn[] = [];

beforeAll(async () => {
  token = await api.signUp('ada');
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  servers = [];
});

const accepted: SubmitReply = { ok: true, version: 1, server: 'stand-in' };
const never = () => new Promise<SubmitReply>(() => undefined);

async function startServer(reply: () => SubmitReply | Promise<SubmitReply>, name = 'stand-in') {
  const server = await startEventServerStandIn(api, name, reply);
  servers.push(server);
  return server;
}

const eventId = randomUUID();
const constraint = [['2027-01-01 09:00', '2027-01-01 10:00']];
const add = (body: object) => api.call('POST', '/constraints/add', { body, token });

describe('POST /constraints/add', () => {
  it.each<[string, unknown, object[]]>([
    ['a list of pairs', constraint, [{ start: '2027-01-01 09:00', end: '2027-01-01 10:00', level: 'yes' }]],
    ['a single pair', ['a', 'b'], [{ start: 'a', end: 'b', level: 'yes' }]],
    ['a single object', { start: 'a', end: 'b' }, [{ start: 'a', end: 'b', level: 'yes' }]],
    [
      'a list of objects and pairs',
      [{ start: 'a', end: 'b', level: 'ifNeedBe' }, ['c', 'd']],
      [
        { start: 'a', end: 'b', level: 'ifNeedBe' },
        { start: 'c', end: 'd', level: 'yes' },
      ],
    ],
  ])('hands %s to an event server, and answers once that has saved it', async (_name, given, sent) => {
    const server = await startServer(() => ({ ok: true, version: 3, server: 'eventserver-2' }));
    const answer = await add({
      eventId: eventId.toUpperCase(),
      constraint: given,
      operationId: 'op-1',
      username: 'ADA',
    });
    expect(answer).toMatchObject({ status: 201, body: { eventId, version: 3, server: 'eventserver-2' } });
    expect(server.received).toEqual([
      {
        eventId,
        participant: 'ada',
        operationId: 'op-1',
        issuedAtMs: expect.closeTo(Date.now(), -4) as unknown,
        constraint: sent,
      },
    ]);
  });

  it('makes an operationId of its own for each request that has none', async () => {
    const server = await startServer(() => accepted);
    await add({ eventId, constraint });
    await add({ eventId, constraint });
    const [first, second] = server.received;
    expect(first?.operationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(first?.operationId).not.toBe(second?.operationId);
  });

  it.each<[SubmitReply, number, object]>([
    [{ ok: false, reason: 'not_found' }, 404, { code: 'not_found' }],
    [{ ok: false, reason: 'deadline_passed' }, 409, { code: 'deadline_passed' }],
    [{ ok: false, reason: 'cancelled' }, 409, { code: 'cancelled' }],
    [{ ok: false, reason: 'superseded' }, 409, { code: 'superseded' }],
    [{ ok: false, reason: 'operation_id_reused' }, 409, { code: 'operation_id_reused' }],
    [
      { ok: false, reason: 'outside_window' },
      422,
      { code: 'invalid', fields: [{ path: 'constraint', code: 'outside_window' }] },
    ],
    [
      { ok: false, reason: 'invalid', problems: [{ path: [2, 'end'], code: 'malformed', message: 'No.' }] },
      422,
      { code: 'invalid', fields: [{ path: 'constraint.2.end', code: 'malformed', message: 'No.' }] },
    ],
  ])('passes on what the event server refuses: %j', async (reply, status, body) => {
    const server = await startServer(() => reply);
    expect(await add({ eventId, constraint })).toMatchObject({ status, body });
    expect(server.received).toHaveLength(1);
  });

  it('tries another event server, with the same operationId, when one is busy', async () => {
    const busy = await startServer(() => ({ ok: false, reason: 'busy' }), 'a');
    const other = await startServer(() => accepted, 'b');
    // Both are known, and their turns alternate: one of the two begins with the busy one.
    await waitUntilBothAreKnown(busy, other);
    const requests = [...busy.received, ...other.received].map(({ operationId }) => operationId);
    expect(busy.received.length).toBeGreaterThan(0);
    expect(new Set(requests).size).toBeLessThan(requests.length);
  });

  async function waitUntilBothAreKnown(busy: EventServerStandIn, other: EventServerStandIn) {
    for (let i = 0; i < 200; i += 1) {
      expect((await add({ eventId, constraint })).status).toBe(201);
      if (busy.received.length > 0 && other.received.length > 0) return;
    }
  }

  it('tries again with the same operationId when an answer does not come', async () => {
    let requests = 0;
    const server = await startServer(() => ((requests += 1) === 1 ? never() : accepted));
    expect((await add({ eventId, constraint })).status).toBe(201);
    expect(server.received).toHaveLength(2);
    expect(server.received[0]?.operationId).toBe(server.received[1]?.operationId);
  });

  it('tries again when the event server does not know what came of it', async () => {
    let requests = 0;
    const unknown: SubmitReply = { ok: false, reason: 'outcome_unknown' };
    await startServer(() => ((requests += 1) === 1 ? unknown : accepted));
    expect((await add({ eventId, constraint })).status).toBe(201);
  });

  it('says 503, and that nothing was saved, when no event server can be reached', async () => {
    const answer = await add({ eventId, constraint });
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect((answer.body as { detail: string }).detail).toContain('saved nothing');
    expect(answer.headers.get('retry-after')).toBe('1');
  });

  it('says 503 when all event servers stay busy', async () => {
    await startServer(() => ({ ok: false, reason: 'busy' }));
    expect(await add({ eventId, constraint })).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  });

  it('says 504 with the operationId when it may or may not have been saved', async () => {
    const server = await startServer(never);
    const answer = await add({ eventId, constraint });
    expect(answer).toMatchObject({ status: 504, body: { code: 'outcome_unknown' } });
    expect((answer.body as { operationId: string }).operationId).toBe(server.received[0]?.operationId);
    expect(await add({ eventId, constraint, operationId: 'mine' })).toMatchObject({
      status: 504,
      body: { operationId: 'mine' },
    });
  });

  it('believes an event server that refuses, even after an attempt that got no answer', async () => {
    let requests = 0;
    await startServer(() => ((requests += 1) === 1 ? never() : { ok: false, reason: 'deadline_passed' }));
    expect(await add({ eventId, constraint })).toMatchObject({
      status: 409,
      body: { code: 'deadline_passed' },
    });
  });

  it.each<[string, object, string[]]>([
    ['nothing', {}, ['eventId required', 'constraint required']],
    ['no constraint', { eventId }, ['constraint required']],
    ['null', { eventId, constraint: null }, ['constraint wrong_type']],
    ['an empty list', { eventId, constraint: [] }, ['constraint too_few']],
    ['a text', { eventId, constraint: 'always' }, ['constraint wrong_type']],
    ['a pair of one', { eventId, constraint: [['a']] }, ['constraint.0 too_few']],
    ['a pair of three', { eventId, constraint: [['a', 'b', 'c']] }, ['constraint.0 too_many']],
    [
      'a number for a time',
      {
        eventId,
        constraint: [
          ['a', 'b'],
          ['a', 5],
        ],
      },
      ['constraint.1.1 wrong_type'],
    ],
    [
      'an unknown level',
      { eventId, constraint: [{ start: 'a', end: 'b', level: 'no' }] },
      ['constraint.0.level not_allowed'],
    ],
    ['an object without end', { eventId, constraint: [{ start: 'a' }] }, ['constraint.0.end required']],
    [
      'an unknown field inside',
      { eventId, constraint: { start: 'a', end: 'b', c: 1 } },
      ['constraint.c unknown_field'],
    ],
    [
      '2,001 intervals',
      { eventId, constraint: Array.from({ length: 2001 }, () => ['a', 'b']) },
      ['constraint too_many'],
    ],
    [
      '100,000 empty intervals',
      { eventId, constraint: Array.from({ length: 100_000 }, () => []) },
      ['constraint too_many'],
    ],
    ['an operationId with NUL', { eventId, constraint, operationId: 'a\u0000' }, ['operationId malformed']],
    ['a long operationId', { eventId, constraint, operationId: 'a'.repeat(65) }, ['operationId malformed']],
    ['an empty operationId', { eventId, constraint, operationId: '' }, ['operationId malformed']],
    ['an id that is a number', { eventId: 5, constraint }, ['eventId wrong_type']],
    ['an unknown field', { eventId, constraint, participant: 'bob' }, ['participant unknown_field']],
  ])('refuses %s, and bothers no event server', async (_name, body, expected) => {
    const server = await startServer(() => accepted);
    const answer = await add(body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    const { fields } = answer.body as { fields: { path: string; code: string }[] };
    expect(fields.map(({ path, code }) => `${path} ${code}`)).toEqual(expected);
    expect(server.received).toEqual([]);
  });

  it.each(['', 'abc', '1', `${eventId}\u0000`])('answers 404 for the id %j', async (id) => {
    expect(await add({ eventId: id, constraint })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  it('answers only for oneself', async () => {
    const server = await startServer(() => accepted);
    expect(await add({ eventId, constraint, username: 'bob' })).toMatchObject({
      status: 403,
      body: { code: 'not_yourself' },
    });
    expect(server.received).toEqual([]);
  });
});
