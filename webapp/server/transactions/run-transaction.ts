import type { Database, Queryable } from '@whenly/platform/postgres/database';
import { isDatabaseUnavailable } from '@whenly/platform/postgres/is-unavailable';

export type Transacted<Result> =
  | { readonly ok: true; readonly result: Result }
  /** The database went away during the commit: nobody knows whether it took effect. */
  | { readonly ok: false; readonly reason: 'outcome_unknown' };

/** Runs `work` in a transaction. What fails before the commit is thrown: then nothing was changed. */
export async function runTransaction<Result>(
  database: Database,
  work: (connection: Queryable) => Promise<Result>,
): Promise<Transacted<Result>> {
  let isCommitting = false as boolean;
  try {
    const result = await database.transaction(async (connection) => {
      const worked = await work(connection);
      isCommitting = true;
      return worked;
    });
    return { ok: true, result };
  } catch (error) {
    if (isCommitting && isDatabaseUnavailable(error)) return { ok: false, reason: 'outcome_unknown' };
    throw error;
  }
}
