import type { Database } from '@whenly/platform/postgres/database';
import type { z } from 'zod';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { ProblemCode } from '../problems/problem-codes.ts';
import type { Problem } from '../problems/problem.ts';
import type { Credentials } from '../sessions/credentials.ts';
import type { Submitter } from '../submitting/submitter.ts';

/** What the routes need of the world. */
export interface Services {
  readonly database: Database;
  readonly passwords: PasswordHasher;
  readonly submit: Submitter;
  readonly sessionDays: number;
  readonly newId: () => string;
  readonly newToken: () => string;
  /** The OpenAPI document of the routes. */
  readonly openApi: object;
}

/** One request, checked against the route's schemas. */
export interface Call<Params, Query, Body, Caller> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The username of who is signed in; null on routes that are open to anyone. */
  readonly caller: Caller;
  /** When it came, in milliseconds since the Unix epoch, by PostgreSQL's clock; 0 on routes open to anyone. */
  readonly askedAtMs: number;
  readonly credentials: Credentials | null;
}

export type Answer<Body> =
  | { readonly ok: true; readonly body: Body; readonly setCookie?: string }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Who may call: `session`: whoever is signed in; `anyone`; `anyone-with-session`: anyone too, but what it does
 * concerns the session that is sent along, if any.
 */
export type Access = 'session' | 'anyone' | 'anyone-with-session';

/**
 * One route of the API. The router serves it and the OpenAPI document describes it from the same definition.
 * What every route of its kind may refuse with (see `problemsOf`) is not listed in `problems`.
 */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
  Who extends Access = Access,
> {
  /** Also the operationId in the document. */
  readonly name: string;
  readonly method: 'get' | 'post' | 'delete';
  /** With parameters as in OpenAPI: `/events/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Who;
  /** Failed calls are counted against the username in the body. */
  readonly limitsFailures?: boolean;
  /** When they don't fit, there is no such thing. */
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly reply: {
    readonly status: 200 | 201 | 204;
    readonly description: string;
    /** Absent: there is no content. */
    readonly schema?: Reply;
  };
  readonly problems: readonly ProblemCode[];
  handle(
    call: Call<z.output<Params>, z.output<Query>, z.output<Body>, Who extends 'session' ? string : null>,
    services: Services,
  ): Promise<Answer<z.output<Reply>>>;
}

/** Checks a route's handler against its schemas. */
export const defineRoute = <
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
  Who extends Access,
>(
  route: Route<Params, Query, Body, Reply, Who>,
): Route => route;

/** A handler's answer that refuses: the problem of the code, with what `more` says about it. */
export const refuse = (code: ProblemCode, more: Omit<Problem, 'code'> = {}) =>
  ({ ok: false, problem: { code, ...more } }) as const;
