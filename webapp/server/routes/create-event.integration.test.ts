import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAvailability, type StoredAvailability } from '@whenly/platform/postgres/stored-availability';
import { hashSubmission } from '@whenly/platform/hash/hash-submission';
import { useTestApi } from '../test/use-test-api.ts';

const api = useTestApi();
let ada: string;
let bob: string;

beforeAll(async () => {
  ada = await api.signUp('ada');
  bob = await api.signUp('bob');
});

/** Two years from now, far from any change of clocks. */
const year = new Date().getUTCFullYear() + 2;
const deadline = `${year}-01-10T12:00:00Z`;

const create = (body: object, token = ada) => api.call('POST', '/events/create', { body, token });

describe('POST /events/create', () => {
  it('creates an event with nothing but a name and a deadline', async () => {
    const answer = await create({ eventName: '  Review  ', deadline });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        eventName: 'Review',
        description: '',
        owner: 'ada',
        deadline: `${year}-01-10T12:00:00.000Z`,
        timeZone: 'UTC',
        durationMinutes: null,
        window: null,
        state: 'open',
        home: null,
        participants: [],
        unanswered: [],
        submissions: 0,
        outcome: null,
        interval: null,
        intervals: [],
        alternatives: [],
        finishedAt: null,
      },
    });
    const { id } = answer.body as { id: string };
    expect((await api.call('GET', `/events/${id}`, { token: bob })).body).toEqual(answer.body);
    const { rows } = await api.database.query({
      text: 'SELECT actor, action FROM audit_entries WHERE event_id = $1',
      values: [id],
    });
    expect(rows).toEqual([{ actor: 'ada', action: 'created' }]);
  });

  it('creates an event with everything, and saves the owner’s own answer along with it', async () => {
    const answer = await create({
      username: 'ADA',
      eventName: 'Kick-off 🚀',
      description: 'Bring:\r\n\t- ideas',
      deadline: `${year}-01-10 12:00`,
      durationMinutes: 60,
      timeZone: 'Europe/Rome',
      window: { start: `${year}-01-12 09:00`, end: `${year}-01-12 17:00` },
      participants: [{ username: 'Bob', required: false }, { username: 'ada' }, { username: 'carol' }],
      constraint: [
        [`${year}-01-12 09:00`, `${year}-01-12 10:00`],
        { start: `${year}-01-12 10:00`, end: `${year}-01-12T12:00:00+01:00`, level: 'ifNeedBe' },
      ],
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        eventName: 'Kick-off 🚀',
        description: 'Bring:\n\t- ideas',
        deadline: `${year}-01-10T11:00:00.000Z`,
        timeZone: 'Europe/Rome',
        durationMinutes: 60,
        window: { start: `${year}-01-12T08:00:00Z`, end: `${year}-01-12T16:00:00Z` },
        participants: [
          { username: 'ada', required: true },
          { username: 'bob', required: false },
          { username: 'carol', required: true },
        ],
        submissions: 1,
        unanswered: ['bob', 'carol'],
      },
    });
    const { id } = answer.body as { id: string };
    const { rows } = await api.database.query<{
      participant: string;
      version: number;
      server_uid: string | null;
      availability: StoredAvailability;
      hash_a: number;
      hash_b: number;
    }>({ text: 'SELECT * FROM submissions WHERE event_id = $1', values: [id] });
    expect(rows).toHaveLength(1);
    const [row] = rows;
    if (!row) throw new Error('no submission');
    expect(row).toMatchObject({ participant: 'ada', version: 1, server_uid: null });
    const start = Date.parse(`${year}-01-12T08:00:00Z`) / 60_000;
    expect(row.availability).toEqual({ yes: [[start, start + 60]], ifNeedBe: [[start + 60, start + 180]] });
    expect({ hashA: row.hash_a, hashB: row.hash_b }).toEqual(
      hashSubmission(id, 'ada', loadAvailability(row.availability)),
    );
  });

  it.each([
    ['a single pair', [`${year}-01-12 09:00`, `${year}-01-12 10:00`]],
    ['a single object', { start: `${year}-01-12 09:00`, end: `${year}-01-12 10:00` }],
  ])('takes %s as the owner’s answer', async (_name, constraint) => {
    expect(await create({ eventName: 'x', deadline, constraint })).toMatchObject({
      status: 201,
      body: { submissions: 1 },
    });
  });

  it('takes the longest texts, in characters', async () => {
    const body = { eventName: '🗓'.repeat(200), description: '🗓'.repeat(10_000), deadline };
    expect((await create(body)).status).toBe(201);
  });

  it('takes 2,000 participants', async () => {
    const participants = Array.from({ length: 2000 }, (_, i) => ({ username: `p${i}` }));
    const answer = await create({ eventName: 'x', deadline, participants });
    expect(answer.status).toBe(201);
    expect((answer.body as { unanswered: string[] }).unanswered).toHaveLength(2000);
  });

  it('takes a deadline that is only just ahead, and one nearly 5 years ahead', async () => {
    const { rows } = await api.database.query<{ soon: Date; late: Date }>({
      text: `SELECT clock_timestamp() + interval '2 seconds' AS soon,
        clock_timestamp() + interval '5 years' - interval '1 minute' AS late`,
    });
    for (const time of [rows[0]?.soon, rows[0]?.late]) {
      expect((await create({ eventName: 'x', deadline: time?.toISOString() })).status).toBe(201);
    }
  });

  const valid = { eventName: 'x', deadline };
  const day = `${year}-01-12`;
  it.each<[string, object, string[]]>([
    ['nothing', {}, ['eventName required', 'deadline required']],
    ['a name of spaces', { ...valid, eventName: '   ' }, ['eventName too_short']],
    ['a name of 201 characters', { ...valid, eventName: 'x'.repeat(201) }, ['eventName too_long']],
    ['a name with NUL', { ...valid, eventName: 'a\u0000b' }, ['eventName control_character']],
    ['a name with a line break', { ...valid, eventName: 'a\nb' }, ['eventName control_character']],
    ['a name with half a surrogate pair', { ...valid, eventName: 'a\ud800' }, ['eventName malformed']],
    ['a name that is a number', { ...valid, eventName: 5 }, ['eventName wrong_type']],
    ['a description with NUL', { ...valid, description: '\u0000' }, ['description control_character']],
    ['a long description', { ...valid, description: 'x'.repeat(10_001) }, ['description too_long']],
    ['a deadline in the past', { ...valid, deadline: '2020-01-01T00:00:00Z' }, ['deadline in_the_past']],
    ['a deadline in 6 years', { ...valid, deadline: `${year + 4}-12-01 00:00` }, ['deadline too_far_ahead']],
    [
      'a deadline in the year 9999',
      { ...valid, deadline: '9999-12-31T23:59:59-12:00' },
      ['deadline malformed'],
    ],
    ['a deadline that is no time', { ...valid, deadline: 'tomorrow' }, ['deadline malformed']],
    ['a deadline on February 30', { ...valid, deadline: `${year}-02-30 10:00` }, ['deadline malformed']],
    [
      'a deadline that the clocks skip',
      { ...valid, deadline: '2027-03-28 02:30', timeZone: 'Europe/Rome' },
      ['deadline does_not_exist'],
    ],
    ['a deadline with NUL', { ...valid, deadline: `${deadline}\u0000` }, ['deadline malformed']],
    ['an unknown zone', { ...valid, timeZone: 'Mars/Olympus' }, ['timeZone unknown_time_zone']],
    ['a zone with NUL', { ...valid, timeZone: 'UTC\u0000' }, ['timeZone unknown_time_zone']],
    ['an offset as zone', { ...valid, timeZone: '+02:00' }, ['timeZone unknown_time_zone']],
    ['a duration of 0', { ...valid, durationMinutes: 0 }, ['durationMinutes too_small']],
    ['a duration of 43201', { ...valid, durationMinutes: 43_201 }, ['durationMinutes too_big']],
    ['half minutes', { ...valid, durationMinutes: 1.5 }, ['durationMinutes wrong_type']],
    ['a duration as text', { ...valid, durationMinutes: '60' }, ['durationMinutes wrong_type']],
    [
      'a window that ends before it starts',
      { ...valid, window: [`${day} 10:00`, `${day} 09:00`] },
      ['window not_after_start'],
    ],
    ['an empty window', { ...valid, window: [`${day} 10:00`, `${day} 10:00`] }, ['window not_after_start']],
    [
      'a window that is no time',
      { ...valid, window: { start: 'a', end: 'b' } },
      ['window.start malformed', 'window.end malformed'],
    ],
    ['half a window', { ...valid, window: { start: `${day} 10:00` } }, ['window.end required']],
    [
      'a window with seconds',
      { ...valid, window: [`${day}T10:00:01Z`, `${day}T11:00:00Z`] },
      ['window.start not_a_whole_minute'],
    ],
    [
      'a duration longer than the window',
      { ...valid, durationMinutes: 61, window: [`${day} 10:00`, `${day} 11:00`] },
      ['durationMinutes longer_than_window'],
    ],
    [
      'somebody invited twice',
      { ...valid, participants: [{ username: 'x' }, { username: 'X' }] },
      ['participants.1.username repeated'],
    ],
    [
      'somebody without a name',
      { ...valid, participants: [{ required: true }] },
      ['participants.0.username required'],
    ],
    ['names as texts', { ...valid, participants: ['bob'] }, ['participants.0 wrong_type']],
    [
      '2,001 participants',
      { ...valid, participants: Array.from({ length: 2001 }, (_, i) => ({ username: `p${i}` })) },
      ['participants too_many'],
    ],
    ['an unknown field', { ...valid, colour: 'red' }, ['colour unknown_field']],
    [
      'an unknown field of a participant',
      { ...valid, participants: [{ username: 'x', role: 'y' }] },
      ['participants.0.role unknown_field'],
    ],
    ['an id of one’s own', { ...valid, id: randomUUID() }, ['id unknown_field']],
    ['an empty constraint', { ...valid, constraint: [] }, ['constraint too_few']],
    [
      'a constraint that ends before it starts',
      { ...valid, constraint: [[`${day} 10:00`, `${day} 09:00`]] },
      ['constraint.0 not_after_start'],
    ],
    [
      'a constraint that is no time',
      {
        ...valid,
        constraint: [
          [`${day} 10:00`, `${day} 11:00`],
          ['x', `${day} 11:00`],
        ],
      },
      ['constraint.1.start malformed'],
    ],
    [
      'a constraint outside the window',
      { ...valid, window: [`${day} 10:00`, `${day} 11:00`], constraint: [`${day} 11:00`, `${day} 12:00`] },
      ['constraint outside_window'],
    ],
    [
      '2,001 intervals',
      { ...valid, constraint: Array.from({ length: 2001 }, () => [`${day} 10:00`, `${day} 11:00`]) },
      ['constraint too_many'],
    ],
    [
      'several faults at once',
      { ...valid, deadline: 'x', participants: [{ username: 'x' }, { username: 'x' }], window: ['a', 'b'] },
      [
        'participants.1.username repeated',
        'deadline malformed',
        'window.start malformed',
        'window.end malformed',
      ],
    ],
  ])('refuses %s, and changes nothing', async (_name, body, expected) => {
    const before = await api.countRows();
    const answer = await create(body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    const { fields } = answer.body as { fields: { path: string; code: string }[] };
    expect(fields.map(({ path, code }) => `${path} ${code}`)).toEqual(expected);
    expect(await api.countRows()).toEqual(before);
  });

  it('refuses somebody else’s username', async () => {
    const before = await api.countRows();
    expect(await create({ ...valid, username: 'bob' })).toMatchObject({
      status: 403,
      body: { code: 'not_yourself' },
    });
    expect(await api.countRows()).toEqual(before);
  });

  it('takes keys like __proto__ for the unknown fields that they are, and pollutes nothing', async () => {
    const rawBody = `{"eventName":"x","deadline":"${deadline}","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`;
    const headers = { 'content-type': 'application/json' };
    const answer = await api.call('POST', '/events/create', { rawBody, headers, token: ada });
    expect(answer.status).toBe(422);
    const { fields } = answer.body as { fields: { path: string }[] };
    expect(fields.map(({ path }) => path).sort()).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
