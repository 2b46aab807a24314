import { mkdirSync, statSync } from 'node:fs';
import { UserFacingError } from '../services/user-facing-error.ts';

/** Makes the data folder, or checks that the one that is there is ours: PostgreSQL needs to own its files. */
export function claimDataFolder(folder: string, userId = process.getuid?.()): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UserFacingError(`The data folder ${folder} can't be made: ${(error as Error).message}`);
  }
  const owner = statSync(folder).uid;
  if (userId === undefined || owner === userId) return;
  throw new UserFacingError(
    `The data folder ${folder} belongs to the user with the id ${owner}, but you are ${userId}.\n` +
      'Run this as that user, choose another folder with --data, or remove this one if you do not need what is in it.',
  );
}
