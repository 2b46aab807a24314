import type { RequestHandler } from 'express';
import type { Logger } from '@whenly/platform/logs/create-logger';
import type { WebMetrics } from '../metrics/web-metrics.ts';
import { stateOf } from './request-state.ts';

/** Gives every request an id, counts it, and logs one line when it is over: no names, no ids, no bodies. */
export function observeRequests(options: {
  readonly log: Logger;
  readonly metrics: WebMetrics;
  readonly newId: () => string;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}): RequestHandler {
  const { log, metrics, newId, now } = options;
  return (request, response, next) => {
    const startedAt = now();
    const state = stateOf(response);
    Object.assign(state, {
      requestId: newId(),
      route: 'unknown',
      credentials: null,
      caller: null,
      askedAtMs: 0,
    });
    response.setHeader('X-Request-Id', state.requestId);
    response.once('close', () => {
      const { method } = request;
      const { route, requestId } = state;
      // 499: the client did not wait for the answer.
      const status = response.writableFinished ? response.statusCode : 499;
      const durationMs = Math.round(now() - startedAt);
      metrics.requests.inc({ method, route, status });
      metrics.requestSeconds.observe({ method, route }, durationMs / 1000);
      log.debug({ requestId, method, route, status, durationMs }, 'request');
    });
    next();
  };
}
