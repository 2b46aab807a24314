import { runCheck } from './run-check.ts';
import type { CheckOutcome } from './run-check.ts';
import { runJest } from './run-jest.ts';
import type { JestRun } from './run-jest.ts';
import { staticChecks } from './static-checks.ts';
import type { StaticCheck } from './static-checks.ts';
import { jestProjects } from './test-selection.ts';
import type { JestProject } from './test-selection.ts';

export interface TestRun extends JestRun {
  /** The checks and jest projects that are wanted. */
  readonly names: readonly string[];
  readonly write: (line: string) => void;
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

/** Static checks first, two at a time; then the quick tests together; then the journeys, alone. */
export async function runTests(run: TestRun): Promise<Totals> {
  const { names, write, signal } = run;
  let passed = 0;
  let failed = 0;

  const waiting = staticChecks.filter(({ name }) => names.includes(name)).values();
  const work = async () => {
    for (const check of waiting) {
      if (signal.aborted) return;
      const outcome = await runStatic(check, run);
      report(write, check.name, outcome, '');
      if (outcome.isOk) passed += 1;
      else failed += 1;
    }
  };
  await Promise.all([work(), work()]);

  const wanted = jestProjects.filter((project) => names.includes(project));
  const runs: JestProject[][] = [
    wanted.filter((project) => project !== 'journeys'),
    wanted.filter((project) => project === 'journeys'),
  ];
  for (const projects of runs) {
    if (projects.length === 0 || signal.aborted) continue;
    const { count, ...outcome } = await runJest(projects, run);
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    report(
      write,
      projects.join(' and '),
      outcome,
      `${count.passed} passed, ${count.failed} failed${skipped}`,
    );
    for (const complaint of count.complaints) write(complaint);
    passed += count.passed;
    failed += count.failed;
  }
  return { passed, failed };
}

async function runStatic({ program, args }: StaticCheck, run: TestRun): Promise<CheckOutcome> {
  return runCheck({ ...run, program, args });
}

function report(write: TestRun['write'], name: string, outcome: CheckOutcome, details: string): void {
  const { isOk, output, seconds } = outcome;
  write(`${isOk ? '✓' : '✗'} ${name.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s  ${details}`.trimEnd());
  if (!isOk) write(output.trimEnd());
}
