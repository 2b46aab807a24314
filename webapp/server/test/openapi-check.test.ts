import { describe, expect, it } from '@jest/globals';
import { buildOpenApi } from '../openapi/build-open-api.ts';
import { routes } from '../routes/routes.ts';
import { createOpenApiCheck } from './openapi-check.ts';

const check = createOpenApiCheck(buildOpenApi(routes, '0'));
const json = 'application/json; charset=utf-8';

describe('The check of answers against the OpenAPI document', () => {
  it('passes what the document describes', () => {
    check('POST', '/users/signup', { status: 201, contentType: json, body: { username: 'ada' } });
    check('POST', '/users/logout', { status: 204, contentType: null, body: undefined });
  });

  it.each([
    ['an unknown field', { status: 201, contentType: json, body: { username: 'ada', admin: true } }],
    ['a field missing', { status: 201, contentType: json, body: {} }],
    ['an unknown status', { status: 299, contentType: json, body: {} }],
    ['another content type', { status: 201, contentType: 'text/html', body: { username: 'ada' } }],
    [
      'a code that the route does not have',
      {
        status: 409,
        contentType: 'application/problem+json',
        body: { type: 'x', title: 'x', status: 409, detail: 'x', code: 'cancelled' },
      },
    ],
  ])('stops %s', (_name, answer) => {
    expect(() => {
      check('POST', '/users/signup', answer);
    }).toThrow();
  });
});
