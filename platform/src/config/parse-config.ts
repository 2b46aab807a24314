import type { z } from 'zod';

/** The environment does not say what a service needs to know; the message lists every variable at fault. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads a service's settings from its environment. Called once, by a main.ts.
 *
 * @throws ConfigError naming each variable that is missing or wrong, and never its value: it may be a secret.
 */
export function parseConfig<Config>(
  schema: z.ZodType<Config>,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Config> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return Object.freeze(parsed.data);
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new ConfigError(`Wrong settings in the environment:\n${faults.join('\n')}`);
}
