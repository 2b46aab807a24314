import { describe, expect, it } from '@jest/globals';
import { readCredentials } from './credentials.ts';
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

describe('readCredentials', () => {
  it('takes Bearer before the cookie', () => {
    const headers = { authorization: 'bearer  one ', cookie: '__Host-whenly=two' };
    expect(readCredentials(headers)).toEqual({ token: 'one', from: 'bearer' });
  });

  it('takes the cookie from among others', () => {
    expect(readCredentials({ cookie: 'a=b; __Host-whenly=two; c=d' })).toEqual({
      token: 'two',
      from: 'cookie',
    });
  });

  it('finds none in other schemes, other cookies, or an empty cookie', () => {
    expect(readCredentials({ authorization: 'Basic YTpi', cookie: 'whenly=two; __Host-whenly=' })).toBeNull();
    expect(readCredentials({})).toBeNull();
  });
});
