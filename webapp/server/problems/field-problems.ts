import type { z } from 'zod';
import type { FieldProblem } from './problem.ts';

type Issue = z.core.$ZodIssue;

const maxProblems = 20;

/** Says what zod found wrong with an input (parsed with `reportInput`) in the API's own words. */
export function toFieldProblems(issues: readonly Issue[]): FieldProblem[] {
  return issues.flatMap((issue) => describe(issue, [])).slice(0, maxProblems);
}

/** A field's path as the API writes it; what a client made up is shortened. */
export const writePath = (path: readonly PropertyKey[]): string =>
  path.map((part) => String(part).slice(0, 64)).join('.');

function describe(issue: Issue, parent: readonly PropertyKey[]): FieldProblem[] {
  const path = [...parent, ...issue.path];
  const problem = (code: string, message = issue.message) => [{ path: writePath(path), code, message }];
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? problem('required', 'This is required.')
        : problem('wrong_type', `This must be ${nameOfType(issue.expected)}.`);
    case 'unrecognized_keys':
      return issue.keys.slice(0, maxProblems).map((key) => ({
        path: writePath([...path, key]),
        code: 'unknown_field',
        message: 'There is no such field: leave it out.',
      }));
    case 'too_small':
      return problem(tooSmall[issue.origin] ?? 'too_small', `Give at least ${issue.minimum}${unit(issue.origin)}.`);
    case 'too_big':
      return problem(tooBig[issue.origin] ?? 'too_big', `Give at most ${issue.maximum}${unit(issue.origin)}.`);
    case 'invalid_union':
      return describeUnion(issue, path);
    case 'custom':
      return problem(typeof issue.params?.code === 'string' ? issue.params.code : 'malformed');
    case 'invalid_value':
      return issue.input === undefined ? problem('required', 'This is required.') : problem('not_allowed');
    default:
      return problem('malformed');
  }
}

/** Of several forms that would do, the one meant is that in which the fault lies deepest. */
function describeUnion(issue: Extract<Issue, { code: 'invalid_union' }>, path: readonly PropertyKey[]) {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((inner) => depthOf(inner)));
  const [closest] = [...issue.errors].sort((one, other) => depth(other) - depth(one));
  if (closest && depth(closest) > 0) return closest.flatMap((inner) => describe(inner, path));
  if (issue.input === undefined) {
    return [{ path: writePath(path), code: 'required', message: 'This is required.' }];
  }
  return [{ path: writePath(path), code: 'wrong_type', message: issue.message }];
}

function depthOf(issue: Issue): number {
  const inner = issue.code === 'invalid_union' ? issue.errors.flat().map(depthOf) : [];
  // An object with a field too many, or one that is too long or short, has the right form already.
  const isRightForm = issue.code === 'unrecognized_keys' || issue.code === 'too_big' || issue.code === 'custom';
  return issue.path.length + (isRightForm ? 0.5 : 0) + Math.max(0, ...inner);
}

const tooSmall: Readonly<Record<string, string>> = { string: 'too_short', array: 'too_few' };
const tooBig: Readonly<Record<string, string>> = { string: 'too_long', array: 'too_many' };

function unit(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function nameOfType(expected: string): string {
  if (expected === 'int') return 'a whole number';
  if (expected === 'tuple') return 'a pair [from, to]';
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
