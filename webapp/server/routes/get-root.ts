import { z } from 'zod';
import { defineRoute } from './route.ts';

export const getRoot = defineRoute({
  name: 'getRoot',
  method: 'get',
  path: '/',
  summary: 'Find out what this is',
  access: 'anyone',
  reply: {
    status: 200,
    description: 'Where to go on.',
    schema: z.object({ name: z.string(), description: z.string(), openapi: z.string() }),
  },
  problems: [],
  handle: () =>
    Promise.resolve({
      ok: true,
      body: {
        name: 'Whenly',
        description: 'Finds the time that suits everybody, and computes it by itself at the deadline.',
        openapi: '/openapi.json',
      },
    }),
});
