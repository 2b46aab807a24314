import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
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
const createId = async (body: object, token = ada) => ((await create(body, token)).body as { id: string }).id;

describe('GET /events/{id}', () => {
  it.each([
    ['nobody’s id', randomUUID()],
    ['no UUID', 'abc'],
    ['a number', '1'],
    ['NUL', '%00'],
    ['a character that stands for a broken one', '%EF%BF%BDx'],
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
