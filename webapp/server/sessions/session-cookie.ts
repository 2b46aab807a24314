import { parseCookie, stringifySetCookie } from 'cookie';

/** The prefix makes browsers insist on Secure, Path=/ and no Domain: no other host can set it. */
export const cookieName = '__Host-whenly';

const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

export const writeSessionCookie = (token: string, days: number): string =>
  stringifySetCookie({ name: cookieName, value: token, maxAge: days * 86_400, ...attributes });

export const clearSessionCookie = (): string =>
  stringifySetCookie({ name: cookieName, value: '', maxAge: 0, ...attributes });

export const readSessionCookie = (header: string | undefined): string | undefined =>
  header === undefined ? undefined : parseCookie(header)[cookieName];
