import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials } from './credentials.ts';

/**
 * Whether a request that changes something may have been made by another site's page. Browsers say where a
 * request comes from (Sec-Fetch-Site); older ones don't, but let no page of another site send a header of
 * its own making. A token sent as Bearer was put there on purpose.
 */
export function isCrossSite(headers: IncomingHttpHeaders, credentials: Credentials | null): boolean {
  if (credentials?.from === 'bearer') return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return credentials?.from === 'cookie' && headers['x-whenly'] !== '1';
}
