import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { pod, type PodSource } from './pod.ts';

const podsFile = z.object({ pods: z.array(pod) });

/**
 * The pods that a file lists; for a platform of plain processes. Whoever starts them replaces the file whenever
 * one starts, stops or dies.
 *
 * @param onChange called when the file was replaced; a change may be missed, so look now and then anyway.
 */
export function openPodsFile(path: string, onChange: () => void): PodSource {
  const watcher = watch(dirname(path), (_event, file) => {
    if (file === basename(path)) onChange();
  });
  return {
    async list() {
      try {
        return podsFile.parse(JSON.parse(await readFile(path, 'utf8'))).pods;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    close: () => {
      watcher.close();
    },
  };
}
