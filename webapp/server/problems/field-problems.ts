import type { z } from 'zod';
import { closestForm } from './closest-form.ts';
import type { FieldProblem } from './problem.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const maxProblems = 20;

/** Says what zod found wrong with an input (parsed with `reportInput`) in the API's own words. */
export function toFieldProblems(issues: readonly Issue[]): FieldProblem[] {
  return issues.flatMap((issue) => describe(issue, [])).slice(0, maxProblems);
}

/** A field's path as the API writes it; what a client made up is shortened. */
export const writePath = (path: Path): string => path.map((part) => String(part).slice(0, 64)).join('.');

function describe(issue: Issue, parent: Path): FieldProblem[] {
  const path = [...parent, ...issue.path];
  const problem = (code: string, message = issue.message) => [{ path: writePath(path), code, message }];
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? problem('required', 'This is required.')
        : problem('wrong_type', `This must be ${nameOfType(issue.expected)}.`);
    case 'unrecognized_keys':
      return issue.keys
        .slice(0, maxProblems)
        .flatMap((key) =>
          describeAt([...path, key], 'unknown_field', 'There is no such field: leave it out.'),
        );
    case 'too_small':
      return problem(
        tooSmall[issue.origin] ?? 'too_small',
        `Give at least ${amount(issue.minimum, issue.origin)}.`,
      );
    case 'too_big':
      return problem(
        tooBig[issue.origin] ?? 'too_big',
        `Give at most ${amount(issue.maximum, issue.origin)}.`,
      );
    case 'invalid_value':
      return issue.input === undefined
        ? problem('required', 'This is required.')
        : problem('not_allowed', `Give one of these: ${issue.values.map(String).join(', ')}.`);
    case 'invalid_union': {
      if (issue.input === undefined) return problem('required', 'This is required.');
      const form = closestForm(issue.errors);
      return form ? form.flatMap((inner) => describe(inner, path)) : problem('wrong_type');
    }
    case 'custom':
      return problem(typeof issue.params?.code === 'string' ? issue.params.code : 'malformed');
    default:
      return problem('malformed');
  }
}

const describeAt = (path: Path, code: string, message: string) => [{ path: writePath(path), code, message }];

const tooSmall: Readonly<Record<string, string>> = { string: 'too_short', array: 'too_few' };
const tooBig: Readonly<Record<string, string>> = { string: 'too_long', array: 'too_many' };

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

function amount(limit: number | bigint, origin: string): string {
  const unit = units[origin];
  return unit ? `${limit} ${limit === 1 ? unit[0] : unit[1]}` : String(limit);
}

function nameOfType(expected: string): string {
  if (expected === 'int') return 'a whole number';
  if (expected === 'tuple') return 'a pair [from, to]';
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
