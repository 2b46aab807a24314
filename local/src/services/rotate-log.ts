import { renameSync, statSync } from 'node:fs';

const largestBytes = 50 * 1024 * 1024;

/** Puts a log that has grown large aside as `<name>.old`, in place of the one before. Call it before it is opened. */
export function rotateLog(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestBytes) renameSync(file, `${file}.old`);
}
