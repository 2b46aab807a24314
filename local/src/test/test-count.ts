import type { JestProject } from './test-selection.ts';

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What is wrong beyond tests that failed: sentences for the person who reads. */
  readonly complaints: readonly string[];
}

/** The part of jest's JSON that counts. */
export interface JestReport {
  readonly testResults: readonly {
    /** The test file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Counts the tests of one run of jest. A test file that could not run counts as a failure, and so does a project
 * without a single test, and a run that left no report or failed with no test to blame.
 */
export function countTests(
  report: JestReport | undefined,
  projects: readonly JestProject[],
  isExitOk: boolean,
): TestCount {
  if (report === undefined) {
    return { passed: 0, failed: 1, skipped: 0, complaints: ['jest ended without a report.'] };
  }
  const files = report.testResults;
  const statuses = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const passed = statuses.filter((status) => status === 'passed').length;
  const failedTests = statuses.filter((status) => status === 'failed').length;
  const broken = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  );
  const empty = projects.filter(
    (project) => !files.some((file) => projectOf(file.name) === project && file.assertionResults.length > 0),
  );
  const complaints = [
    ...broken.map(({ name }) => `${name} could not run.`),
    ...empty.map((project) => `There is not a single test in the project ${project}.`),
  ];
  if (!isExitOk && failedTests + complaints.length === 0)
    complaints.push('jest failed outside of the tests.');
  return {
    passed,
    failed: failedTests + complaints.length,
    skipped: statuses.length - passed - failedTests,
    complaints,
  };
}

function projectOf(file: string): JestProject {
  if (file.endsWith('.integration.test.ts')) return 'integration';
  return file.endsWith('.journey.test.ts') ? 'journeys' : 'unit';
}
