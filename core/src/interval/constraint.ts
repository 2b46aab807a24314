/** How willingly somebody would come. */
export const levels = ['yes', 'ifNeedBe'] as const;
export type Level = (typeof levels)[number];

/** One interval as people write it: two times in the formats that `parseTime` reads. */
export interface WrittenInterval {
  readonly start: string;
  readonly end: string;
  readonly level: Level;
}

/** What is wrong with a field of the input: `path` leads to it from the constraint, e.g. `[2, 'end']`. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** Whoever reads an input stops once it has found this many problems. */
export const maxProblems = 20;
