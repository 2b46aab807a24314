import { isDatabaseUnavailable } from '@whenly/platform/postgres/is-unavailable';
import type { Problem } from './problem.ts';

/** What `express.json` and the router call their errors. */
const problemsByType: Readonly<Record<string, Problem>> = {
  'entity.parse.failed': { code: 'malformed_json' },
  'entity.verify.failed': { code: 'malformed_json' },
  'entity.too.large': { code: 'too_large' },
  'charset.unsupported': { code: 'unsupported_media_type' },
  'encoding.unsupported': { code: 'unsupported_media_type' },
};

/** The problem that an error amounts to; `null` when nobody expected it, which is a fault of the service. */
export function problemOfError(error: unknown): Problem | null {
  if (isDatabaseUnavailable(error)) return { code: 'unavailable' };
  if (typeof error !== 'object' || error === null) return null;
  const { type, status } = error as { type?: unknown; status?: unknown };
  const known = typeof type === 'string' ? problemsByType[type] : undefined;
  if (known) return known;
  return typeof status === 'number' && status >= 400 && status < 500 ? { code: 'malformed_request' } : null;
}
