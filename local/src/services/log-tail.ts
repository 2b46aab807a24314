import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const bytesRead = 64 * 1024;

/** The last lines of a log, or nothing when there is no log. */
export function logTail(file: string, lines = 20): string[] {
  let log: number;
  try {
    log = openSync(file, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(log);
    const buffer = Buffer.alloc(Math.min(size, bytesRead));
    readSync(log, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-lines);
  } finally {
    closeSync(log);
  }
}
