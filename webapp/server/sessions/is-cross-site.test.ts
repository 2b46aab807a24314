import { describe, expect, it } from '@jest/globals';
import { isCrossSite } from './is-cross-site.ts';

describe('isCrossSite', () => {
  const cookie = { token: 't', from: 'cookie' } as const;
  const bearer = { token: 't', from: 'bearer' } as const;

  it.each([
    ['a cookie alone', {}, cookie, true],
    ['a cookie with the header', { 'x-whenly': '1' }, cookie, false],
    ['a cookie with another value in the header', { 'x-whenly': 'yes' }, cookie, true],
    [
      'a cookie from a page of this site',
      { 'x-whenly': '1', 'sec-fetch-site': 'same-origin' },
      cookie,
      false,
    ],
    [
      'a cookie from another host of the same site',
      { 'x-whenly': '1', 'sec-fetch-site': 'same-site' },
      cookie,
      true,
    ],
    ['a cookie from another site', { 'x-whenly': '1', 'sec-fetch-site': 'cross-site' }, cookie, true],
    ['a bearer token from another site', { 'sec-fetch-site': 'cross-site' }, bearer, false],
    ['nobody from another site', { 'sec-fetch-site': 'cross-site' }, null, true],
    ['nobody from a program', {}, null, false],
  ])('judges %s', (_name, headers, credentials, expected) => {
    expect(isCrossSite(headers, credentials)).toBe(expected);
  });
});
