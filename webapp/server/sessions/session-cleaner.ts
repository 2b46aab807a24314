import type { Database } from '@whenly/platform/postgres/database';
import { deleteExpiredSessions } from '@whenly/platform/postgres/queries/delete-expired-sessions';

/** Deletes expired sessions now and then, a bounded number each time. Returns what stops it. */
export function startSessionCleaner(options: {
  readonly database: Database;
  readonly everyMs: number;
  readonly limit: number;
  readonly onError: (error: unknown) => void;
}): () => void {
  const timer = setInterval(() => {
    deleteExpiredSessions(options.database, options.limit).catch(options.onError);
  }, options.everyMs);
  return () => {
    clearInterval(timer);
  };
}
