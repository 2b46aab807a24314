import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '@whenly/local/test/test-database';
import { startTestApi } from '../test/start-test-api.ts';
import { useTestApi } from '../test/use-test-api.ts';

const api = useTestApi();
const { natsUrl } = api;
let token: string;

beforeAll(async () => {
  token = await api.signUp('ada');
});

const json = { 'content-type': 'application/json' };

describe('A request', () => {
  it.each([
    ['broken JSON', '{"username":'],
    ['no JSON', 'username=ada'],
    ['two values', '{} {}'],
    ['a single quote', "{'username': 1}"],
  ])('with %s is malformed', async (_name, rawBody) => {
    const answer = await api.call('POST', '/users/login', { rawBody, headers: json });
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed_json' } });
    expect(answer.text).not.toMatch(/at .*\.(js|ts)/);
  });

  it.each([
    ['application/x-www-form-urlencoded', {}],
    ['text/plain', {}],
    ['multipart/form-data; boundary=x', {}],
    ['application/json; charset=latin1', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('with a body of %s %j is not understood', async (type, more) => {
    const headers = { 'content-type': type, ...more };
    const answer = await api.call('POST', '/users/login', {
      rawBody: '{"username":"a","password":"b"}',
      headers,
    });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  });

  it('with more than 1 MiB is too large; with less it is read', async () => {
    const send = (length: number) =>
      api.call('POST', '/users/signup', { rawBody: JSON.stringify('x'.repeat(length)), headers: json });
    expect(await send(1024 * 1024)).toMatchObject({ status: 413, body: { code: 'too_large' } });
    expect(await send(1024 * 1024 - 2)).toMatchObject({ status: 422 });
  });

  it('that nests a hundred thousand levels deep is refused like any other', async () => {
    const rawBody = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect((await api.call('POST', '/users/signup', { rawBody, headers: json })).status).toBe(422);
  });

  it.each(['/events/%', '/events/%zz', '/events/user/%E0%A4%A'])('to %s is malformed', async (path) => {
    expect(await api.call('GET', path, { token })).toMatchObject({
      status: 400,
      body: { code: 'malformed_request' },
    });
  });

  it.each([
    '/nothing',
    '/users',
    '/events',
    '/Users/login',
    '/events/create/',
    '/__proto__',
    '/cluster/status/x',
  ])('to %s finds nothing', async (path) => {
    expect(await api.call('GET', path, { token })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  it.each([
    ['PUT', '/users/signup', 'POST'],
    ['GET', '/users/login', 'POST'],
    ['GET', '/events/create', 'POST'],
    ['POST', '/cluster/status', 'GET, HEAD'],
    ['PATCH', '/events/00000000-0000-4000-8000-000000000000', 'GET, DELETE, HEAD'],
    ['OPTIONS', '/constraints/add', 'POST'],
  ])('%s %s is not possible, and the answer says what is', async (method, path, allow) => {
    const answer = await api.call(method, path, { token });
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    expect(answer.headers.get('allow')).toBe(allow);
  });

  it('may be HEAD wherever it may be GET', async () => {
    const answer = await api.call('HEAD', '/cluster/status', { token });
    expect(answer).toMatchObject({ status: 200, text: '' });
  });

  it('gets headers that keep browsers from guessing, framing and storing', async () => {
    const { headers } = await api.call('GET', '/');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('Refusals', () => {
  it('are problem+json: what it is, and what to do', async () => {
    const answer = await api.call('POST', '/users/signup', { body: { username: 'x' } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toEqual({
      type: 'urn:whenly:problem:invalid',
      title: 'Some of the fields are wrong',
      status: 422,
      detail: 'Correct what `fields` lists. Nothing was changed.',
      code: 'invalid',
      fields: [{ path: 'password', code: 'required', message: 'This is required.' }],
    });
  });

  it('for what nobody expected name a request id, and nothing of the inside', async () => {
    const broken = await createTestDatabase();
    const brokenApi = await startTestApi({ databaseUrl: broken.url, natsUrl });
    try {
      await brokenApi.database.query({ text: 'DROP TABLE users CASCADE' });
      const body = { username: 'ada', password: 'a password' };
      const answer = await brokenApi.call('POST', '/users/signup', { body });
      expect(answer).toMatchObject({ status: 500, body: { code: 'internal_error' } });
      expect((answer.body as { requestId: string }).requestId).toBe(answer.headers.get('x-request-id'));
      expect(answer.text).not.toMatch(/INSERT|relation|\.ts/);
    } finally {
      await brokenApi.stop();
      await broken.drop();
    }
  });
});

describe('Rate limits', () => {
  it.each([
    ['address', { RATE_LIMIT_PER_ADDRESS: '5' }],
    ['account', { RATE_LIMIT_PER_ACCOUNT: '2' }],
  ])('hold for each %s', async (_name, environment) => {
    const limited = await startTestApi({ databaseUrl: api.databaseUrl, natsUrl, environment });
    try {
      const answers = [];
      for (let i = 0; i < 6; i += 1) answers.push(await limited.call('GET', '/cluster/status', { token }));
      const last = answers.at(-1);
      expect(answers[0]?.status).toBe(200);
      expect(last).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
      expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await limited.stop();
    }
  });
});

describe('GET /openapi.json', () => {
  it('describes every route, with who may call it and what it may answer', async () => {
    const document = await api.call('GET', '/openapi.json');
    const { paths } = document.body as { paths: Record<string, Record<string, { responses: object }>> };
    expect(
      Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m} ${path}`)),
    ).toEqual([
      'get /',
      'get /openapi.json',
      'post /users/signup',
      'post /users/login',
      'post /users/logout',
      'post /events/create',
      'get /events/user/{username}',
      'get /events/{id}',
      'delete /events/{id}',
      'post /constraints/add',
      'get /cluster/status',
    ]);
    expect(Object.keys(paths['/constraints/add']?.post?.responses ?? {})).toEqual([
      '201',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
      '504',
    ]);
  });
});

describe('GET /metrics', () => {
  it('counts requests by route and status, and nobody’s names', async () => {
    await api.call('GET', '/events/user/ada', { token });
    const text = await (await fetch(`http://127.0.0.1:${api.webApp.healthPort}/metrics`)).text();
    expect(text).toMatch(
      /whenly_http_requests_total\{method="GET",route="\/events\/user\/\{username\}",status="200",service="webapp"\} \d/,
    );
    expect(text).toContain('whenly_http_request_duration_seconds_bucket');
    expect(text).not.toContain('/ada');
  });
});
