import { renameSync, writeFileSync } from 'node:fs';

/** Readers see the old content or the new one, never a part of it. Only the owner may read it. */
export function writeFileAtomically(file: string, content: string): void {
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, content, { mode: 0o600 });
  renameSync(unfinished, file);
}
