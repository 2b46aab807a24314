import { describe, expect, test } from '@jest/globals';
import { countTests } from './test-count.ts';

const file = (name: string, ...statuses: string[]) => ({
  name,
  status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
});

describe('the count of tests', () => {
  test('every test counts, not every file', () => {
    const testResults = [
      file('/a.test.ts', 'passed', 'passed', 'failed'),
      file('/b.integration.test.ts', 'passed', 'pending', 'todo'),
    ];
    expect(countTests({ testResults }, ['unit', 'integration'], false)).toEqual({
      passed: 3,
      failed: 1,
      skipped: 2,
      complaints: [],
    });
  });

  test('a file that could not run is a failure', () => {
    const testResults = [file('/a.test.ts', 'passed'), file('/broken.test.ts')];
    expect(countTests({ testResults }, ['unit'], false)).toMatchObject({
      passed: 1,
      failed: 1,
      complaints: ['/broken.test.ts could not run.'],
    });
  });

  test('a project without tests is a failure', () => {
    const testResults = [file('/a.test.ts', 'passed')];
    expect(countTests({ testResults }, ['unit', 'journeys'], true)).toMatchObject({
      failed: 1,
      complaints: ['There is not a single test in the project journeys.'],
    });
  });

  test('a run without a report is a failure', () => {
    expect(countTests(undefined, ['unit'], true)).toMatchObject({ passed: 0, failed: 1 });
  });

  test('a run that fails outside of its tests is a failure', () => {
    const testResults = [file('/a.test.ts', 'passed')];
    expect(countTests({ testResults }, ['unit'], false)).toMatchObject({ passed: 1, failed: 1 });
  });
});
