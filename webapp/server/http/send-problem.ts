import type { Response } from 'express';
import { statusOf, toProblemBody, type Problem } from '../problems/problem.ts';

/** Answers with application/problem+json, and the headers that belong to it. */
export function sendProblem(response: Response, problem: Problem): void {
  const status = statusOf(problem);
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  if (status === 503 && !response.hasHeader('Retry-After')) response.setHeader('Retry-After', '1');
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify(toProblemBody(problem)));
}
