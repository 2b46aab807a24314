import type { RequestHandler } from 'express';
import type { z } from 'zod';
import { toFieldProblems } from '../problems/field-problems.ts';
import type { Problem } from '../problems/problem.ts';
import type { Route, Services } from '../routes/route.ts';
import { stateOf } from './request-state.ts';
import { sendProblem } from './send-problem.ts';

/** Checks the input against the route's schemas, has it handled, and sends the answer. */
export function answerRoute(route: Route, services: Services): RequestHandler {
  return async (request, response) => {
    const params = parse(route.params, request.params);
    if (!params.ok) {
      sendProblem(response, { code: 'not_found' });
      return;
    }
    const query = parse(route.query, request.query);
    const body = parse(route.body, request.body);
    if (!query.ok || !body.ok) {
      const fields = [query, body].flatMap((part) => (part.ok ? [] : part.fields));
      sendProblem(response, { code: 'invalid', fields });
      return;
    }
    const { caller, askedAtMs, credentials } = stateOf(response);
    const answer = await route.handle(
      // checkAccess has made sure that a route with access `session` has a caller.
      { params: params.value, query: query.value, body: body.value, caller, askedAtMs, credentials },
      services,
    );
    if (!answer.ok) {
      sendProblem(response, answer.problem);
      return;
    }
    if (answer.setCookie !== undefined) response.setHeader('Set-Cookie', answer.setCookie);
    response.status(route.reply.status);
    if (route.reply.schema) response.json(answer.body);
    else response.end();
  };
}

type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fields: NonNullable<Problem['fields']> };

function parse(schema: z.ZodType | undefined, input: unknown): Parsed {
  if (!schema) return { ok: true, value: undefined };
  const parsed = schema.safeParse(input, { reportInput: true });
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, fields: toFieldProblems(parsed.error.issues) };
}
