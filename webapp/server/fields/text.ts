import { z } from 'zod';

interface Limits {
  readonly min: number;
  readonly max: number;
}

/** A text of one line. Its length counts in characters (code points), without white space around it. */
export const line = (limits: Limits) => text(limits, /\p{Cc}/u, (value) => value.trim());

/** A text that may have several lines, and tabs. */
export const lines = (limits: Limits) =>
  text(limits, /(?![\t\n])\p{Cc}/u, (value) => value.replaceAll('\r\n', '\n').trim());

/** A secret: nothing in it is changed. */
export const secret = (limits: Limits) => text(limits, /\0/u, (value) => value);

function text({ min, max }: Limits, forbidden: RegExp, normalize: (value: string) => string) {
  return z
    .string()
    .transform(normalize)
    .superRefine((value, context) => {
      // The cheap bound first: characters are counted only in what can't be much longer than allowed.
      const length = value.length > 2 * max ? value.length : Array.from(value).length;
      const limit = { origin: 'string', inclusive: true, input: value } as const;
      if (length < min) context.addIssue({ code: 'too_small', minimum: min, ...limit });
      if (length > max) context.addIssue({ code: 'too_big', maximum: max, ...limit });
      if (!value.isWellFormed()) {
        context.addIssue({
          code: 'custom',
          message: 'This is not well-formed Unicode: a surrogate stands alone.',
        });
      }
      if (forbidden.test(value)) {
        const message = 'Leave out the control characters.';
        context.addIssue({ code: 'custom', params: { code: 'control_character' }, message });
      }
    })
    .meta({ minLength: min, maxLength: max });
}
