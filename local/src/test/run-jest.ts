import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCheck } from './run-check.ts';
import type { CheckOutcome, CheckRun } from './run-check.ts';
import { countTests } from './test-count.ts';
import type { JestReport, TestCount } from './test-count.ts';
import type { JestProject } from './test-selection.ts';

/** Journeys start whole platforms and look at the clock: they get the machine to themselves. */
const oneAtATime: readonly JestProject[] = ['journeys'];

export type JestRun = Pick<CheckRun, 'repositoryRoot' | 'env' | 'limitMs' | 'signal'>;

/** Runs some of jest's projects together and counts their tests. */
export async function runJest(
  projects: readonly JestProject[],
  run: JestRun,
): Promise<CheckOutcome & { readonly count: TestCount }> {
  const folder = mkdtempSync(join(tmpdir(), 'whenly-jest-'));
  const reportFile = join(folder, 'report.json');
  try {
    const outcome = await runCheck({
      ...run,
      program: fileURLToPath(import.meta.resolve('jest/bin/jest')),
      args: [
        ...['--selectProjects', ...projects],
        ...['--json', '--outputFile', reportFile],
        projects.some((project) => oneAtATime.includes(project)) ? '--runInBand' : '--maxWorkers=2',
      ],
      env: { ...run.env, NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
    });
    const count = countTests(readReport(reportFile), projects, outcome.isOk);
    return { ...outcome, isOk: count.failed === 0, count };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): JestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  } catch {
    return undefined;
  }
}
