import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTcpProxy, type TcpProxy } from '../test/tcp-proxy.ts';
import { startTestApi, type TestApi } from '../test/start-test-api.ts';
import { useTestApi } from '../test/use-test-api.ts';

const api = useTestApi();
let token: string;

const deadline = `${new Date().getUTCFullYear() + 2}-01-01T00:00:00Z`;

beforeAll(async () => {
  token = await api.signUp('ada');
});

describe('While the database is away', () => {
  let proxy: TcpProxy;
  let interrupted: TestApi;

  beforeAll(async () => {
    proxy = await startDatabaseProxy();
    interrupted = await startApiBehind(proxy);
  });
  afterAll(async () => {
    await interrupted.stop();
    await proxy.close();
  });

  it('everything that needs it is unavailable, and works again once it is back', async () => {
    const readiness = async () =>
      (await fetch(`http://127.0.0.1:${interrupted.webApp.healthPort}/readyz`)).status;
    const event = { eventName: 'x', deadline };
    const calls = [
      () => interrupted.call('POST', '/users/signup', { body: { username: 'new', password: 'a password' } }),
      () => interrupted.call('POST', '/users/login', { body: { username: 'ada', password: 'a password' } }),
      () => interrupted.call('POST', '/events/create', { body: event, token }),
      () => interrupted.call('GET', '/events/user/ada', { token }),
      () => interrupted.call('GET', '/cluster/status', { token }),
      () => interrupted.call('DELETE', '/events/00000000-0000-4000-8000-000000000000', { token }),
    ];
    expect((await interrupted.call('GET', '/cluster/status', { token })).status).toBe(200);
    expect(await readiness()).toBe(200);
    proxy.cut();
    for (const call of calls) {
      const answer = await call();
      expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(await readiness()).toBe(503);
    proxy.restore();
    expect((await interrupted.call('GET', '/cluster/status', { token })).status).toBe(200);
    expect(await readiness()).toBe(200);
  });
});

describe('A commit that is interrupted', () => {
  let proxy: TcpProxy;
  let interrupted: TestApi;

  beforeEach(async () => {
    proxy = await startDatabaseProxy();
    interrupted = await startApiBehind(proxy);
  });
  afterEach(async () => {
    proxy.restore();
    await interrupted.stop();
    await proxy.close();
  });

  it('leaves the outcome unknown, and the answer says how to find out', async () => {
    await makeCommitsSlow('events');
    try {
      const event = { eventName: 'slow', deadline };
      const creating = interrupted.call('POST', '/events/create', { body: event, token });
      await waitUntilSomebodySleeps();
      proxy.cut();
      const answer = await creating;
      expect(answer).toMatchObject({ status: 504, body: { code: 'outcome_unknown' } });
      const { eventId } = answer.body as { eventId: string };
      const found = () => api.call('GET', `/events/${eventId}`, { token });
      while ((await found()).status === 404) await waitUntilNobodySleeps();
      expect(await found()).toMatchObject({ status: 200, body: { eventName: 'slow' } });
    } finally {
      await makeCommitsFast('events');
    }
  });

  it('leaves it unknown whether an event was cancelled, and cancelling it again is harmless', async () => {
    const event = { eventName: 'slow', deadline };
    const created = await api.call('POST', '/events/create', { body: event, token });
    const { id } = created.body as { id: string };
    await makeCommitsSlow('results');
    try {
      const cancelling = interrupted.call('DELETE', `/events/${id}`, { token });
      await waitUntilSomebodySleeps();
      proxy.cut();
      expect(await cancelling).toMatchObject({
        status: 504,
        body: {
          code: 'outcome_unknown',
          detail: 'It is not known whether the event was cancelled. Cancel it again: that is harmless.',
        },
      });
      expect((await api.call('DELETE', `/events/${id}`, { token })).status).toBe(204);
      expect(await api.call('GET', `/events/${id}`, { token })).toMatchObject({
        body: { state: 'cancelled' },
      });
    } finally {
      await makeCommitsFast('results');
    }
  });
});

describe('Stopping', () => {
  it('finishes the requests in hand, and takes no new ones', async () => {
    const stopping = await startTestApi({ databaseUrl: api.databaseUrl, natsUrl: api.natsUrl });
    await makeCommitsSlow('users');
    try {
      const body = { username: 'last', password: 'a password' };
      const inHand = stopping.call('POST', '/users/signup', { body });
      await waitUntilSomebodySleeps();
      const stopped = stopping.stop();
      expect((await inHand).status).toBe(201);
      await stopped;
      await expect(fetch(stopping.baseUrl)).rejects.toThrow();
    } finally {
      await makeCommitsFast('users');
    }
  });
});

async function startDatabaseProxy(): Promise<TcpProxy> {
  const { hostname, port } = new URL(api.databaseUrl);
  return startTcpProxy({ host: hostname, port: Number(port) });
}

async function startApiBehind(proxy: TcpProxy): Promise<TestApi> {
  const { port } = new URL(api.databaseUrl);
  const databaseUrl = api.databaseUrl.replace(`:${port}/`, `:${proxy.port}/`);
  return startTestApi({ databaseUrl, natsUrl: api.natsUrl });
}

type Table = 'events' | 'results' | 'users';

async function makeCommitsSlow(table: Table): Promise<void> {
  await api.database.query({
    text: `CREATE OR REPLACE FUNCTION sleep_a_little() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END'`,
  });
  await api.database.query({
    text: `CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION sleep_a_little()`,
  });
}

async function makeCommitsFast(table: Table): Promise<void> {
  await api.database.query({ text: `DROP TRIGGER slow ON ${table}` });
}

const countSleepers = async () =>
  (
    await api.database.query({
      text: `SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()`,
    })
  ).rows.length;

async function waitUntilSomebodySleeps(): Promise<void> {
  const endsAt = performance.now() + 5_000;
  while ((await countSleepers()) === 0) {
    if (performance.now() > endsAt) throw new Error('No commit is under way');
  }
}

async function waitUntilNobodySleeps(): Promise<void> {
  const endsAt = performance.now() + 5_000;
  while ((await countSleepers()) > 0) {
    if (performance.now() > endsAt) throw new Error('A commit does not end');
  }
}
