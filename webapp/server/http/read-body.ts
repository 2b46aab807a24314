import express, { type RequestHandler } from 'express';
import { sendProblem } from './send-problem.ts';

const parse: RequestHandler = express.json({ limit: '1mb', strict: false, inflate: false });

/** Reads a JSON body. No body at all is left to the route's schema, which finds everything missing. */
export const readBody: RequestHandler = (request, response, next) => {
  const isEmpty = request.headers['content-length'] === '0';
  // null: there is no body.
  if (!isEmpty && request.is('application/json') === false) {
    sendProblem(response, { code: 'unsupported_media_type' });
    return;
  }
  parse(request, response, next);
};
