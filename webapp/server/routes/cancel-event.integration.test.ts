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
