import { z } from 'zod';
import { defineRoute } from './route.ts';

export const getOpenApi = defineRoute({
  name: 'getOpenApi',
  method: 'get',
  path: '/openapi.json',
  summary: 'Get this document',
  access: 'anyone',
  reply: {
    status: 200,
    description: 'The API’s description, OpenAPI 3.1.',
    schema: z.looseObject({ openapi: z.string() }),
  },
  problems: [],
  handle: (_call, { openApi }) => Promise.resolve({ ok: true, body: openApi as { openapi: string } }),
});
