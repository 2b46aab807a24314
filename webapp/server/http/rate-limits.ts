import type { Request, RequestHandler } from 'express';
import { rateLimit, type Options } from 'express-rate-limit';
import { toCanonicalUsername } from '../fields/username.ts';
import { stateOf } from './request-state.ts';
import { sendProblem } from './send-problem.ts';

/** All per minute, and per process: behind N replicas, somebody may do up to N times as much. */
export interface RateLimitSettings {
  readonly perAddress: number;
  readonly perAccount: number;
  readonly failedLogInsPerAccount: number;
}

export interface RateLimits {
  readonly byAddress: RequestHandler;
  /** After the session was checked. */
  readonly byAccount: RequestHandler;
  /** After the body was read: counts those that end with 401, by the username in the body. */
  readonly failuresByUsername: RequestHandler;
}

/** The limits as middleware: whoever is past one of them gets 429 `too_many_requests` with Retry-After. */
export function createRateLimits(settings: RateLimitSettings): RateLimits {
  return {
    byAddress: perMinute(settings.perAddress, { identifier: 'address' }),
    byAccount: perMinute(settings.perAccount, {
      identifier: 'account',
      keyGenerator: (_request, response) => stateOf(response).caller ?? '',
    }),
    failuresByUsername: perMinute(settings.failedLogInsPerAccount, {
      identifier: 'log-in',
      keyGenerator: (request) => usernameIn(request) ?? '',
      skip: (request) => usernameIn(request) === null,
      // Counted when it begins, so that many at once don't get past; what was right is taken off again.
      skipSuccessfulRequests: true,
      requestWasSuccessful: (_request, response) => response.statusCode !== 401,
    }),
  };
}

function usernameIn(request: Request): string | null {
  const { username } = (request.body ?? {}) as { username?: unknown };
  return typeof username === 'string' ? toCanonicalUsername(username.trim()).slice(0, 256) : null;
}

const perMinute = (limit: number, options: Partial<Options>): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Whoever sends X-Forwarded-For without a proxy in front is not worth a line in the log.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (_request, response) => {
      sendProblem(response, { code: 'too_many_requests' });
    },
    ...options,
  });
