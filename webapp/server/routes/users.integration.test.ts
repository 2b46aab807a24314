import { describe, expect, it } from '@jest/globals';
import { useTestApi } from '../test/use-test-api.ts';

const api = useTestApi({ environment: { SIGN_IN_LIMIT_PER_ACCOUNT: '3' } });

const deadline = `${new Date().getUTCFullYear() + 2}-01-01T00:00:00Z`;

const password = 'correct horse battery staple';

describe('POST /users/signup', () => {
  it('makes an account, and shows its name in lower case', async () => {
    const answer = await api.call('POST', '/users/signup', { body: { username: 'Ada.Lovelace', password } });
    expect(answer).toMatchObject({ status: 201, body: { username: 'ada.lovelace' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('refuses a name that is taken, however it is written', async () => {
    await api.call('POST', '/users/signup', { body: { username: 'grace', password } });
    const answer = await api.call('POST', '/users/signup', {
      body: { username: 'GRACE', password: 'another one' },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'username_taken' } });
    expect(answer.body).toMatchObject({ type: 'urn:whenly:problem:username_taken', status: 409 });
  });

  it('makes one account of two requests at the same time', async () => {
    const body = { username: 'twice', password };
    const answers = await Promise.all([1, 2, 3].map(() => api.call('POST', '/users/signup', { body })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
  });

  it.each([
    ['no body', undefined, ['']],
    ['nothing in the body', {}, ['username', 'password']],
    ['a list', [], ['']],
    ['a number', 5, ['']],
    ['null', null, ['']],
    ['an empty name', { username: '', password }, ['username']],
    ['a name of 65 characters', { username: 'a'.repeat(65), password }, ['username']],
    ['a name that begins with a dot', { username: '.a', password }, ['username']],
    ['a name with a space', { username: 'a b', password }, ['username']],
    ['a name with a look-alike letter (Kelvin sign)', { username: '\u212Aate', password }, ['username']],
    ['a name with NUL', { username: 'a\u0000', password }, ['username']],
    ['a name that is a number', { username: 5, password }, ['username']],
    ['a short password', { username: 'x', password: '1234567' }, ['password']],
    ['a password of 1025 characters', { username: 'x', password: 'x'.repeat(1025) }, ['password']],
    ['a password with NUL', { username: 'x', password: '12345678\u0000' }, ['password']],
    ['a password with half a surrogate pair', { username: 'x', password: '12345678\ud800' }, ['password']],
    ['an unknown field', { username: 'x', password, admin: true }, ['admin']],
  ])('refuses %s, and changes nothing', async (_name, body, paths) => {
    const before = await api.countRows();
    const answer = await api.call('POST', '/users/signup', { body });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect((answer.body as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual(paths);
    expect(await api.countRows()).toEqual(before);
  });

  it('counts characters, not bytes: 8 emoji make a password, 1024 do too', async () => {
    for (const [username, count] of [
      ['emoji8', 8],
      ['emoji1024', 1024],
    ] as const) {
      const body = { username, password: '🗓'.repeat(count) };
      expect((await api.call('POST', '/users/signup', { body })).status).toBe(201);
      expect((await api.call('POST', '/users/login', { body })).status).toBe(200);
    }
  });
});

describe('POST /users/login', () => {
  it('gives a token, and the same one as a cookie that only this host can set and no script can read', async () => {
    await api.call('POST', '/users/signup', { body: { username: 'login1', password } });
    const answer = await api.call('POST', '/users/login', { body: { username: 'LOGIN1', password } });
    expect(answer).toMatchObject({ status: 200, body: { username: 'login1' } });
    const { token } = answer.body as { token: string };
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(answer.headers.get('set-cookie')?.split('; ').sort()).toEqual(
      ['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax', 'Secure', `__Host-whenly=${token}`].sort(),
    );
    const { rows } = await api.database.query({
      text: 'SELECT token_hash FROM sessions WHERE username = $1',
      values: ['login1'],
    });
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('tells a wrong password from an unknown user in no way', async () => {
    await api.call('POST', '/users/signup', { body: { username: 'known', password } });
    const wrong = await api.call('POST', '/users/login', { body: { username: 'known', password: 'wrong' } });
    const unknown = await api.call('POST', '/users/login', {
      body: { username: 'unknown', password: 'wrong' },
    });
    const impossible = await api.call('POST', '/users/login', {
      body: { username: '-- no name', password: 'wrong' },
    });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
    expect(unknown.text).toBe(wrong.text);
    expect(impossible.text).toBe(wrong.text);
  });

  it('refuses further tries for a name after some failures, right ones too, and says when to come back', async () => {
    const right = { username: 'guessed', password };
    await api.call('POST', '/users/signup', { body: right });
    const wrong = { username: 'Guessed', password: 'wrong' };
    // What is right does not count.
    for (let i = 0; i < 5; i += 1)
      expect((await api.call('POST', '/users/login', { body: right })).status).toBe(200);
    for (let i = 0; i < 3; i += 1)
      expect((await api.call('POST', '/users/login', { body: wrong })).status).toBe(401);
    for (const body of [wrong, right]) {
      const answer = await api.call('POST', '/users/login', { body });
      expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await api.call('POST', '/users/signup', { body: { username: 'other', password } });
    expect((await api.call('POST', '/users/login', { body: { username: 'other', password } })).status).toBe(
      200,
    );
  });

  it('does not let many tries at once past the limit', async () => {
    const body = { username: 'burst', password: 'wrong' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.call('POST', '/users/login', { body })),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(17);
  });

  it('refuses a request that another site’s page made', async () => {
    const body = { username: 'known', password };
    const answer = await api.call('POST', '/users/login', {
      body,
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'cross_site' } });
  });
});

describe('A session', () => {
  it('is taken as Bearer and as cookie', async () => {
    const token = await api.signUp('both');
    expect((await api.call('GET', '/cluster/status', { token })).status).toBe(200);
    expect((await api.call('GET', '/cluster/status', { cookie: `a=b; __Host-whenly=${token}` })).status).toBe(
      200,
    );
  });

  it.each([
    ['nothing', {}],
    ['a token that never was', { token: 'A'.repeat(43) }],
    ['a token of the wrong form', { token: 'abc' }],
    ['a cookie that is none', { cookie: '__Host-whenly=abc' }],
    ['another scheme', { headers: { authorization: 'Basic YTpi' } }],
  ])('is needed: %s is refused', async (_name, credentials) => {
    const answer = await api.call('GET', '/cluster/status', credentials);
    expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each([
    ['GET', '/events/user/somebody'],
    ['GET', '/events/00000000-0000-4000-8000-000000000000'],
    ['POST', '/events/create'],
    ['POST', '/constraints/add'],
    ['DELETE', '/events/00000000-0000-4000-8000-000000000000'],
  ])('is needed for %s %s, before anything else is looked at', async (method, path) => {
    const answer = await api.call(method, path);
    expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
  });

  it('ends when its time is over', async () => {
    const token = await api.signUp('expired');
    await api.database.query({
      text: `UPDATE sessions SET expires_at = clock_timestamp() WHERE username = 'expired'`,
    });
    expect((await api.call('GET', '/cluster/status', { token })).status).toBe(401);
  });

  it('ends with POST /users/logout, which also takes the cookie away', async () => {
    const token = await api.signUp('leaving');
    const other = (
      await api.call('POST', '/users/login', {
        body: { username: 'leaving', password: 'password of leaving' },
      })
    ).body as { token: string };
    const answer = await api.call('POST', '/users/logout', {
      cookie: `__Host-whenly=${token}`,
      headers: { 'x-whenly': '1' },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await api.call('GET', '/cluster/status', { token })).status).toBe(401);
    expect((await api.call('GET', '/cluster/status', { token: other.token })).status).toBe(200);
    expect((await api.call('POST', '/users/logout', { token: other.token })).status).toBe(204);
    expect((await api.call('GET', '/cluster/status', { token: other.token })).status).toBe(401);
    expect((await api.call('POST', '/users/logout')).status).toBe(204);
  });
});

describe('With the session cookie, what changes something', () => {
  const event = { eventName: 'x', deadline };
  const create = async (headers: Record<string, string>, name: string) => {
    const cookie = `__Host-whenly=${await api.signUp(name)}`;
    return api.call('POST', '/events/create', { body: event, cookie, headers });
  };

  it('needs the header X-Whenly', async () => {
    const before = (await api.countRows()).events;
    expect(await create({}, 'csrf1')).toMatchObject({ status: 403, body: { code: 'cross_site' } });
    expect(await create({ 'x-whenly': '0' }, 'csrf2')).toMatchObject({ status: 403 });
    expect((await api.countRows()).events).toBe(before);
    expect((await create({ 'x-whenly': '1' }, 'csrf3')).status).toBe(201);
  });

  it.each(['cross-site', 'same-site'])('must not come from a %s page', async (site) => {
    const headers = { 'x-whenly': '1', 'sec-fetch-site': site };
    expect(await create(headers, `csrf-${site}`)).toMatchObject({
      status: 403,
      body: { code: 'cross_site' },
    });
  });

  it.each(['same-origin', 'none'])('may come from %s', async (site) => {
    expect((await create({ 'x-whenly': '1', 'sec-fetch-site': site }, `csrf-${site}`)).status).toBe(201);
  });
});
