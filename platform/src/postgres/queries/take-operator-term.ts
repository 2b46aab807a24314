import type { Queryable } from '../database.ts';

/** Begins a new term: from now on, no write of an earlier leader changes anything. @returns the term. */
export async function takeOperatorTerm(db: Queryable, holder: string): Promise<number> {
  const { rows } = await db.query<{ term: number }>({
    name: 'take-operator-term',
    text: `
      UPDATE operator_term
      SET term = term + 1, holder = $1, taken_at = clock_timestamp()
      RETURNING term`,
    values: [holder],
  });
  const term = rows[0]?.term;
  if (term === undefined) throw new Error('The table operator_term has lost its row.');
  return term;
}
