import { z } from 'zod';

/** Somebody's name as the API takes it; its canonical form, in lower case, is what everything else sees. */
export const username = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'Use 1 to 64 letters (a to z), digits, dots, underscores and hyphens, with a letter or digit first.',
  )
  .transform(toCanonicalUsername)
  .meta({ description: 'Upper and lower case are the same; answers show lower case.', examples: ['ada'] });

export function toCanonicalUsername(text: string): string {
  return text.toLowerCase();
}
