import { z } from 'zod';

interface Limits {
  readonly min: number;
  readonly max: number;
}

// eslint-disable-next-line no-control-regex -- refusing them is the point
const controlCharacters = { line: /[\u0000-\u001f\u007f-\u009f]/u, lines: /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u };

/** A text of one line. Its length counts in characters (code points), without white space around it. */
export const line = (limits: Limits) => text(limits, controlCharacters.line, (value) => value.trim());

/** A text that may have several lines, and tabs. */
export const lines = (limits: Limits) =>
  text(limits, controlCharacters.lines, (value) => value.replaceAll('\r\n', '\n').trim());

/** A secret: nothing in it is changed. PostgreSQL and C can't hold NUL. */
// eslint-disable-next-line no-control-regex
export const secret = (limits: Limits) => text(limits, /\u0000/u, (value) => value);

function text({ min, max }: Limits, forbidden: RegExp, normalize: (value: string) => string) {
  return z
    .string()
    .transform(normalize)
    .superRefine((value, context) => {
      const fail = (code: string, message: string) => {
        context.addIssue({ code: 'custom', params: { code }, message });
      };
      // The cheap bound first: characters are counted only in what can't be much longer than allowed.
      const length = value.length > 2 * max ? value.length : [...value].length;
      if (length < min) fail('too_short', `Give at least ${min} characters.`);
      if (length > max) fail('too_long', `Give at most ${max} characters.`);
      if (!value.isWellFormed()) fail('malformed', 'This is not well-formed Unicode: a surrogate stands alone.');
      if (forbidden.test(value)) fail('control_character', 'Leave out the control characters.');
    })
    .meta({ minLength: min, maxLength: max });
}
