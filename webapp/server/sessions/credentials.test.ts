import { describe, expect, it } from '@jest/globals';
import { readCredentials } from './credentials.ts';

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
