import { insertSession } from '@whenly/platform/postgres/queries/insert-session';
import { readPasswordHash } from '@whenly/platform/postgres/queries/read-password-hash';
import { z } from 'zod';
import { line, secret } from '../fields/text.ts';
import { toCanonicalUsername } from '../fields/username.ts';
import { writeSessionCookie } from '../sessions/session-cookie.ts';
import { hashToken } from '../sessions/session-token.ts';
import { defineRoute, refuse } from './route.ts';

export const logIn = defineRoute({
  name: 'logIn',
  method: 'post',
  path: '/users/login',
  summary: 'Log in',
  description:
    'Sets the session cookie `__Host-whenly`, and answers with the same token for use as `Authorization: Bearer`. ' +
    'Whether it is the username or the password that is wrong, nobody learns.',
  access: 'anyone',
  limitsFailures: true,
  // What no account can have is a wrong name or password like any other.
  body: z.strictObject({ username: line({ min: 1, max: 256 }), password: secret({ min: 1, max: 1024 }) }),
  reply: {
    status: 200,
    description: 'You are logged in.',
    schema: z.object({ username: z.string(), token: z.string() }),
  },
  problems: ['wrong_credentials', 'busy'],
  async handle({ body }, { database, passwords, newToken, sessionDays }) {
    const username = toCanonicalUsername(body.username);
    const compared = await passwords.compare(body.password, await readPasswordHash(database, username));
    if (!compared.ok) return refuse('busy');
    if (!compared.matches) return refuse('wrong_credentials');
    const token = newToken();
    await insertSession(database, { tokenHash: hashToken(token), username, days: sessionDays });
    return { ok: true, body: { username, token }, setCookie: writeSessionCookie(token, sessionDays) };
  },
});
