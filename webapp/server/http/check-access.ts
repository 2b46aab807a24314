import type { RequestHandler } from 'express';
import type { Database } from '@whenly/platform/postgres/database';
import { findSession } from '@whenly/platform/postgres/queries/find-session';
import type { Route } from '../routes/route.ts';
import { readCredentials } from '../sessions/credentials.ts';
import { isCrossSite } from '../sessions/is-cross-site.ts';
import { hashToken, isToken } from '../sessions/session-token.ts';
import { stateOf } from './request-state.ts';
import { sendProblem } from './send-problem.ts';

/** Lets through whom the route's `access` and `method` allow, and remembers who it is. */
export function checkAccess(route: Route, database: Database): RequestHandler {
  return async (request, response, next) => {
    const credentials = route.access === 'anyone' ? null : readCredentials(request.headers);
    if (route.method !== 'get' && isCrossSite(request.headers, credentials)) {
      sendProblem(response, { code: 'cross_site' });
      return;
    }
    const state = stateOf(response);
    state.credentials = credentials;
    if (route.access === 'session') {
      const isPossible = credentials !== null && isToken(credentials.token);
      const session = isPossible ? await findSession(database, hashToken(credentials.token)) : null;
      if (session === null) {
        sendProblem(response, { code: 'not_signed_in' });
        return;
      }
      state.caller = session.username;
      state.askedAtMs = session.nowMs;
    }
    next();
  };
}
