import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * Of several forms that an input may have (the options of a union), the issues with the one that it comes
 * closest to: where the fewest values have the wrong type, and those lie deepest.
 *
 * @returns `undefined` when the input itself has a type that none of the forms has.
 */
export function closestForm(forms: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const possible = forms.filter(
    (issues) => !issues.some((issue) => issue.path.length === 0 && isMisfit(issue)),
  );
  return possible.sort((one, other) => misfitsOf(one) - misfitsOf(other) || depthOf(other) - depthOf(one))[0];
}

function isMisfit(issue: Issue): boolean {
  if (issue.code === 'invalid_union')
    return issue.errors.length > 0 && issue.errors.every((form) => form.some(isMisfit));
  return issue.code === 'invalid_type';
}

/** How many values have the wrong type or length, if each has the form that it comes closest to. */
function misfitsOf(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'invalid_union') return sum + Math.min(...issue.errors.map(misfitsOf));
    // A list or pair that is too long or short may well have been meant as something else.
    const hasWrongLength =
      (issue.code === 'too_small' || issue.code === 'too_big') && issue.origin === 'array';
    return sum + (issue.code === 'invalid_type' || hasWrongLength ? 1 : 0);
  }, 0);
}

const depthOf = (issues: readonly Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
