import type { IncomingHttpHeaders } from 'node:http';
import { readSessionCookie } from './session-cookie.ts';

/** The session's token, and how it came. A browser sends cookies by itself, even for another site's page. */
export interface Credentials {
  readonly token: string;
  readonly from: 'bearer' | 'cookie';
}

/** `Authorization: Bearer` counts before the cookie. */
export function readCredentials(headers: IncomingHttpHeaders): Credentials | null {
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, from: 'bearer' };
  const token = readSessionCookie(headers.cookie);
  return token ? { token, from: 'cookie' } : null;
}
