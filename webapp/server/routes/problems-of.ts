import type { ProblemCode } from '../problems/problem-codes.ts';
import type { Route } from './route.ts';

/** Everything that a route may refuse with: its own problems, and those of every route of its kind. */
export function problemsOf(route: Route): ReadonlySet<ProblemCode> {
  const isUnsafe = route.method !== 'get';
  return new Set<ProblemCode>([
    ...route.problems,
    ...(route.access === 'session' ? (['not_signed_in'] as const) : []),
    ...(isUnsafe ? (['cross_site'] as const) : []),
    ...(route.params ? (['not_found'] as const) : []),
    ...(route.body ? (['malformed_json', 'unsupported_media_type', 'too_large', 'invalid'] as const) : []),
    ...(route.query ? (['invalid'] as const) : []),
    'malformed_request',
    'too_many_requests',
    'internal_error',
    'unavailable',
  ]);
}
