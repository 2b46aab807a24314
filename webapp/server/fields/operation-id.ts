import { z } from 'zod';

/** Made by the client, once for each user action. */
export const operationId = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{1,64}$/, 'Use 1 to 64 letters, digits, dots, colons, underscores and hyphens.')
  .meta({
    description:
      'Makes a retry safe: the same operationId gives the same answer and is counted once. A UUID does well.',
  });
