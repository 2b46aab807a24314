import { deleteSession } from '@whenly/platform/postgres/queries/delete-session';
import { clearSessionCookie } from '../sessions/session-cookie.ts';
import { hashToken } from '../sessions/session-token.ts';
import { defineRoute } from './route.ts';

export const logOut = defineRoute({
  name: 'logOut',
  method: 'post',
  path: '/users/logout',
  summary: 'Log out',
  description: 'Ends the session that is sent along. Without one there is nothing to do, and that is fine.',
  access: 'anyone-with-session',
  reply: { status: 204, description: 'The session, if there was one, has ended.' },
  problems: [],
  async handle({ credentials }, { database }) {
    if (credentials) await deleteSession(database, hashToken(credentials.token));
    return { ok: true, body: undefined, setCookie: clearSessionCookie() };
  },
});
