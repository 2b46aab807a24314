import { z } from 'zod';

/** An array that is measured before it is read: a long one costs nothing. */
export function limitedArray<Element extends z.ZodType>(
  element: Element,
  { min, max }: { readonly min: number; readonly max: number },
) {
  const measured = z.preprocess(
    (value, context) => {
      if (!Array.isArray(value) || value.length <= max) return value;
      context.addIssue({ code: 'too_big', origin: 'array', maximum: max, inclusive: true, input: value });
      return z.NEVER;
    },
    z.array(element).min(min).meta({ maxItems: max }),
  );
  // What is preprocessed counts as optional otherwise.
  return measured.nonoptional();
}
