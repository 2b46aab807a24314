import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whenly/local/test/test-database';
import { loadAvailability, type StoredAvailability } from '@whenly/platform/postgres/stored-availability';
import { hashSubmission } from '@whenly/platform/hash/hash-submission';
import { startTestApi, type TestApi } from '../test/start-test-api.ts';

let testDatabase: TestDatabase;
let api: TestApi;
let ada: string;
let bob: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  api = await startTestApi({
    databaseUrl: testDatabase.url,
    natsUrl: process.env.WHENLY_TEST_NATS_URL ?? '',
  });
  ada = await api.signUp('ada');
  bob = await api.signUp('bob');
});
afterAll(async () => {
  await api.stop();
  await testDatabase.drop();
});

/** Two years from now, far from any change of clocks. */
const year = new Date().getUTCFullYear() + 2;
const deadline = `${year}-01-10T12:00:00Z`;

const create = (body: object, token = ada) => api.call('POST', '/events/create', { body, token });
const createId = async (body: object, token = ada) => ((await create(body, token)).body as { id: string }).id;

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
    expect(row).toMatchObject({ participant: 'ada', version: 1, server_uid: null });
    const start = Date.parse(`${year}-01-12T08:00:00Z`) / 60_000;
    expect(row?.availability).toEqual({ yes: [[start, start + 60]], ifNeedBe: [[start + 60, start + 180]] });
    expect({ hashA: row?.hash_a, hashB: row?.hash_b }).toEqual(
      hashSubmission(id, 'ada', loadAvailability(row?.availability as StoredAvailability)),
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

describe('GET /events/{id}', () => {
  it.each([
    ['nobody’s id', randomUUID()],
    ['no UUID', 'abc'],
    ['a number', '1'],
    ['NUL', '%00'],
    ['half a surrogate pair', '%ED%A0%80x'.replace('%ED%A0%80', '%EF%BF%BD')],
    ['quotes', `'%20OR%201=1`],
  ])('answers 404 for %s', async (_name, id) => {
    expect(await api.call('GET', `/events/${id}`, { token: ada })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  it('takes an id in upper case for the same', async () => {
    const id = await createId({ eventName: 'x', deadline });
    expect(await api.call('GET', `/events/${id.toUpperCase()}`, { token: bob })).toMatchObject({
      status: 200,
      body: { id },
    });
  });

  it('shows the event server that is its home, and forgets one that is gone', async () => {
    const id = await createId({ eventName: 'x', deadline });
    await api.database.query({
      text: `INSERT INTO servers (uid, name, state) VALUES ('uid-home', 'eventserver-7', 'ready')`,
    });
    await api.database.query({
      text: `UPDATE events SET home_uid = 'uid-home', epoch = 3 WHERE id = $1`,
      values: [id],
    });
    const get = async () =>
      (await api.call('GET', `/events/${id}`, { token: ada })).body as { home: unknown };
    expect((await get()).home).toEqual({ server: 'eventserver-7', epoch: 3 });
    await api.database.query({ text: `DELETE FROM servers WHERE uid = 'uid-home'` });
    expect((await get()).home).toBeNull();
  });

  it('shows a result with its intervals, and who never answered', async () => {
    const id = await createId({ eventName: 'x', deadline, participants: [{ username: 'bob' }] });
    await finish(id, 'scheduled', {
      interval: [29_000_000, 29_000_060],
      intervals: [{ start: 29_000_000, end: 29_000_120, optional: 2, ifNeedBe: 1 }],
      total: 1,
      alternatives: [],
      unanswered: ['bob'],
    });
    expect((await api.call('GET', `/events/${id}`, { token: bob })).body).toMatchObject({
      state: 'done',
      outcome: 'scheduled',
      home: { server: 'eventserver-1', epoch: 5 },
      submissions: 4,
      interval: { start: '2025-02-19T21:20:00Z', end: '2025-02-19T22:20:00Z' },
      intervals: [{ start: '2025-02-19T21:20:00Z', end: '2025-02-19T23:20:00Z', optional: 2, ifNeedBe: 1 }],
      alternatives: [],
      unanswered: ['bob'],
    });
  });

  it('explains alternatives when there is no solution', async () => {
    const id = await createId({ eventName: 'x', deadline });
    await finish(id, 'no_solution', {
      interval: null,
      intervals: [],
      total: 0,
      alternatives: [
        {
          start: 29_000_000,
          end: 29_000_060,
          optional: 0,
          ifNeedBe: 0,
          absences: [{ participant: 'bob', missing: [[29_000_030, 29_000_060]] }],
        },
      ],
      unanswered: [],
    });
    expect((await api.call('GET', `/events/${id}`, { token: bob })).body).toMatchObject({
      outcome: 'no_solution',
      interval: null,
      alternatives: [
        {
          start: '2025-02-19T21:20:00Z',
          end: '2025-02-19T22:20:00Z',
          absences: [
            { username: 'bob', missing: [{ start: '2025-02-19T21:50:00Z', end: '2025-02-19T22:20:00Z' }] },
          ],
        },
      ],
    });
  });

  async function finish(id: string, outcome: string, details: object): Promise<void> {
    await api.database.query({
      text: `UPDATE events SET state = 'done', finished_at = clock_timestamp() WHERE id = $1`,
      values: [id],
    });
    await api.database.query({
      text: `INSERT INTO results (event_id, outcome, details, submissions, epoch, server_name)
        VALUES ($1, $2, $3, 4, 5, 'eventserver-1')`,
      values: [id, outcome, JSON.stringify(details)],
    });
  }
});

describe('GET /events/user/{username}', () => {
  type Lists = Record<'created' | 'participated' | 'pending', { id: string; eventName: string }[]> & {
    next: Record<'created' | 'participated' | 'pending', string | null>;
  };
  const list = async (path: string, token: string) => {
    const answer = await api.call('GET', `/events/user/${path}`, { token });
    expect(answer.status).toBe(200);
    return answer.body as Lists;
  };

  it('is empty for somebody new', async () => {
    expect(await list('newcomer', await api.signUp('newcomer'))).toEqual({
      created: [],
      participated: [],
      pending: [],
      next: { created: null, participated: null, pending: null },
    });
  });

  it('shows what one created, answered, and still has to answer', async () => {
    const dora = await api.signUp('dora');
    const constraint = [`${year}-01-12 09:00`, `${year}-01-12 10:00`];
    const invited = { deadline, participants: [{ username: 'dora' }] };
    const own = await createId({ eventName: 'own', deadline, constraint }, dora);
    const late = await createId({ ...invited, eventName: 'late' });
    const soon = await createId({ ...invited, eventName: 'soon', deadline: `${year}-01-01 00:00` });
    const cancelled = await createId({ ...invited, eventName: 'cancelled' });
    await api.call('DELETE', `/events/${cancelled}`, { token: ada });
    const answered = await createId({ ...invited, eventName: 'answered' });
    await api.database.query({
      text: `INSERT INTO submissions (event_id, participant, version, availability, hash_a, hash_b)
        VALUES ($1, 'dora', 1, '{"yes": [], "ifNeedBe": []}', 1, 1)`,
      values: [answered],
    });
    const lists = await list('Dora', dora);
    expect(lists.created.map(({ id }) => id)).toEqual([own]);
    expect(lists.participated.map(({ id }) => id)).toEqual([answered, own]);
    expect(lists.pending.map(({ id }) => id)).toEqual([soon, late]);
    expect(lists.created[0]).toMatchObject({
      eventName: 'own',
      owner: 'dora',
      submissions: 1,
      outcome: null,
    });
  });

  it('gives page after page, without a gap and nothing twice, also of events of the same instant', async () => {
    const emil = await api.signUp('emil');
    const ids = await Promise.all(
      Array.from({ length: 7 }, (_, i) =>
        createId({ eventName: `e${i}`, deadline, participants: [{ username: 'emil' }] }, emil),
      ),
    );
    await api.database.query({
      text: `UPDATE events SET created_at = '2025-01-01T00:00:00.123456Z' WHERE id = ANY($1)`,
      values: [ids.slice(0, 4)],
    });
    for (const name of ['created', 'pending'] as const) {
      const found: string[] = [];
      let page = await list('emil?limit=3', emil);
      found.push(...page[name].map(({ id }) => id));
      while (page.next[name] !== null) {
        const cursor = page.next[name];
        page = await list(`emil?limit=3&cursor=${encodeURIComponent(cursor)}`, emil);
        found.push(...page[name].map(({ id }) => id));
        const other = name === 'created' ? 'pending' : 'created';
        expect(page[other]).toEqual([]);
      }
      expect(found).toHaveLength(7);
      expect(found.sort()).toEqual([...ids].sort());
    }
  });

  it.each([['bob'], ['nobody'], ['a%00b'], ['a%20b']])('shows only oneself: %s is refused', async (name) => {
    expect(await api.call('GET', `/events/user/${name}`, { token: ada })).toMatchObject({
      status: 403,
      body: { code: 'not_yourself' },
    });
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['cursor=abc', 'cursor'],
    ['cursor=%00', 'cursor'],
    [`cursor=${Buffer.from('["created",1e300,"x"]').toString('base64url')}`, 'cursor'],
    ['page=2', 'page'],
    ['__proto__=2', '__proto__'],
  ])('refuses ?%s', async (query, path) => {
    const answer = await api.call('GET', `/events/user/ada?${query}`, { token: ada });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', fields: [{ path }] } });
  });
});

describe('DELETE /events/{id}', () => {
  it('cancels an event once, however often it is called', async () => {
    const id = await createId({ eventName: 'x', deadline, participants: [{ username: 'bob' }] });
    const cancel = () => api.call('DELETE', `/events/${id}`, { token: ada });
    const answers = await Promise.all([cancel(), cancel(), cancel()]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect((await cancel()).status).toBe(204);
    expect((await api.call('GET', `/events/${id}`, { token: bob })).body).toMatchObject({
      state: 'cancelled',
      outcome: 'cancelled',
      unanswered: ['bob'],
      home: null,
    });
    const { rows: audit } = await api.database.query({
      text: 'SELECT actor, action FROM audit_entries WHERE event_id = $1 ORDER BY id',
      values: [id],
    });
    expect(audit).toEqual([
      { actor: 'ada', action: 'created' },
      { actor: 'ada', action: 'cancelled' },
    ]);
    const { rows: outbox } = await api.database.query({
      text: 'SELECT subject, payload FROM outbox WHERE subject = $1',
      values: [`whenly.event.${id}.finished`],
    });
    expect(outbox).toEqual([
      { subject: `whenly.event.${id}.finished`, payload: { eventId: id, outcome: 'cancelled' } },
    ]);
  });

  it('is the owner’s alone', async () => {
    const id = await createId({ eventName: 'x', deadline });
    expect(await api.call('DELETE', `/events/${id}`, { token: bob })).toMatchObject({
      status: 403,
      body: { code: 'not_owner' },
    });
    expect((await api.call('GET', `/events/${id}`, { token: ada })).body).toMatchObject({ state: 'open' });
  });

  it.each(['frozen', 'done'])('comes too late for an event that is %s', async (state) => {
    const id = await createId({ eventName: 'x', deadline });
    await api.database.query({ text: 'UPDATE events SET state = $2 WHERE id = $1', values: [id, state] });
    expect(await api.call('DELETE', `/events/${id}`, { token: ada })).toMatchObject({
      status: 409,
      body: { code: 'deadline_passed' },
    });
    const { rows } = await api.database.query({
      text: 'SELECT state FROM events WHERE id = $1',
      values: [id],
    });
    expect(rows).toEqual([{ state }]);
  });

  it('waits for submissions under way, so that none is accepted afterwards', async () => {
    const id = await createId({ eventName: 'x', deadline });
    let isCancelled = false;
    let cancelling: Promise<unknown> = Promise.resolve();
    await api.database.transaction(async (connection) => {
      await connection.query({
        text: 'SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))',
        values: [id],
      });
      cancelling = api.call('DELETE', `/events/${id}`, { token: ada }).then(() => (isCancelled = true));
      await waitForLock();
      expect(isCancelled).toBe(false);
    });
    await cancelling;
    expect(isCancelled).toBe(true);

    async function waitForLock(): Promise<void> {
      for (let i = 0; i < 10_000; i += 1) {
        const { rows } = await api.database.query({
          text: `SELECT FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()`,
        });
        if (rows.length > 0) return;
      }
      throw new Error('Nobody waits for the lock');
    }
  });

  it.each([randomUUID(), 'abc'])('answers 404 for %s', async (id) => {
    expect((await api.call('DELETE', `/events/${id}`, { token: ada })).status).toBe(404);
  });
});
