import { z } from 'zod';
import { problemCodes, type ProblemCode } from '../problems/problem-codes.ts';
import { problemBody } from '../problems/problem.ts';
import { problemsOf } from '../routes/problems-of.ts';
import type { Route } from '../routes/route.ts';
import { cookieName } from '../sessions/session-cookie.ts';

type JsonSchema = Record<string, unknown>;

/** The OpenAPI 3.1 document of the routes, from the very schemas that requests are checked with. */
export function buildOpenApi(routes: readonly Route[], version: string) {
  const schemas = new SchemaCollection();
  schemas.add(problemBody, 'output');
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    (paths[route.path] ??= {})[route.method] = describeRoute(route, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Whenly',
      version,
      description:
        'Finds the time that suits everybody. All refusals are application/problem+json with a stable `code`. ' +
        'With the session cookie, whatever is not a GET needs the header `X-Whenly: 1` too.',
    },
    paths,
    components: {
      schemas: schemas.all,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: cookieName },
      },
    },
  };
}

function describeRoute(route: Route, schemas: SchemaCollection) {
  const { reply } = route;
  return {
    operationId: route.name,
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    security: route.access === 'session' ? [{ bearer: [] }, { cookie: [] }] : [],
    parameters: [
      ...parametersOf(route.params, 'path', schemas),
      ...parametersOf(route.query, 'query', schemas),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemas.add(route.body, 'input') } },
      },
    }),
    responses: {
      [reply.status]: {
        description: reply.description,
        ...(reply.schema && {
          content: { 'application/json': { schema: schemas.add(reply.schema, 'output') } },
        }),
      },
      ...problemResponses(problemsOf(route)),
    },
  };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', schemas: SchemaCollection) {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemas.add(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

function problemResponses(codes: ReadonlySet<ProblemCode>) {
  const byStatus = Map.groupBy(codes, (code) => problemCodes[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((code) => `\`${code}\`: ${problemCodes[code].title}.`).join(' '),
        content: {
          'application/problem+json': {
            schema: {
              allOf: [{ $ref: '#/components/schemas/Problem' }],
              properties: { code: { enum: ofStatus }, status: { const: status } },
            },
          },
        },
      },
    ]),
  );
}

/** Turns zod schemas into JSON Schema; those with an id become components, and references to them. */
class SchemaCollection {
  readonly all: Record<string, JsonSchema> = {};

  add(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const text = JSON.stringify(z.toJSONSchema(schema, { io }));
    const converted = JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema & {
      $defs?: Record<string, JsonSchema>;
    };
    const { $defs = {}, ...own } = converted;
    delete own.$schema;
    Object.assign(this.all, $defs);
    return own;
  }
}
