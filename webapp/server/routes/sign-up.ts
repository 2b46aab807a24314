import { insertUser } from '@whenly/platform/postgres/queries/insert-user';
import { z } from 'zod';
import { secret } from '../fields/text.ts';
import { username } from '../fields/username.ts';
import { defineRoute, refuse } from './route.ts';

export const signUp = defineRoute({
  name: 'signUp',
  method: 'post',
  path: '/users/signup',
  summary: 'Make an account',
  access: 'anyone',
  body: z.strictObject({ username, password: secret({ min: 8, max: 1024 }) }),
  reply: {
    status: 201,
    description: 'The account is made; log in with it.',
    schema: z.object({ username: z.string() }),
  },
  problems: ['username_taken', 'busy'],
  async handle({ body }, { database, passwords }) {
    const hashed = await passwords.hash(body.password);
    if (!hashed.ok) return refuse('busy');
    const isFree = await insertUser(database, { username: body.username, passwordHash: hashed.hash });
    return isFree ? { ok: true, body: { username: body.username } } : refuse('username_taken');
  },
});
