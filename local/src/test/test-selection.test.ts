import { expect, test } from '@jest/globals';
import { parseTestSelection } from './test-selection.ts';

test('everything is checked unless something is chosen', () => {
  const all = ['lint', 'types', 'format', 'arrows', 'unused', 'unit', 'integration', 'journeys'];
  expect(parseTestSelection([])).toEqual({ kind: 'run', names: all });
  expect(parseTestSelection(['--only', 'lint,unit'])).toEqual({ kind: 'run', names: ['lint', 'unit'] });
});

test('what there is not is a mistake that is explained', () => {
  expect(parseTestSelection(['--only', 'lint,speling'])).toMatchObject({
    kind: 'mistake',
    message: expect.stringContaining('but not "speling"'),
  });
  expect(parseTestSelection(['--fast'])).toMatchObject({ kind: 'mistake' });
});
