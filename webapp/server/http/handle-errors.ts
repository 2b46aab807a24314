import type { ErrorRequestHandler } from 'express';
import type { Logger } from '@whenly/platform/logs/create-logger';
import { problemOfError } from '../problems/problem-of-error.ts';
import { stateOf } from './request-state.ts';
import { sendProblem } from './send-problem.ts';

/** The end of every error: a problem, and for what nobody expected a line in the log that it refers to. */
export function handleErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const { requestId, route } = stateOf(response);
    const problem = problemOfError(error);
    if (problem?.code === 'unavailable')
      log.warn({ requestId, route, err: error }, 'the database is unavailable');
    if (!problem) log.error({ requestId, method: request.method, route, err: error }, 'a request failed');
    if (response.headersSent) {
      // It is too late to say so: express cuts the connection.
      next(error);
      return;
    }
    sendProblem(response, problem ?? { code: 'internal_error', requestId });
  };
}
