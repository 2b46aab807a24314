import { beforeAll, describe, expect, it } from '@jest/globals';
import { useTestApi } from '../test/use-test-api.ts';

const api = useTestApi();
let ada: string;

beforeAll(async () => {
  ada = await api.signUp('ada');
});

/** Two years from now, far from any change of clocks. */
const year = new Date().getUTCFullYear() + 2;
const deadline = `${year}-01-10T12:00:00Z`;

const create = (body: object, token = ada) => api.call('POST', '/events/create', { body, token });
const createId = async (body: object, token = ada) => ((await create(body, token)).body as { id: string }).id;

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
