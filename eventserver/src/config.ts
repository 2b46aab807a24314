import { z } from 'zod';

/** The environment of an event server; main.ts reads it once. */
export const eventServerEnvironment = z.object({
  DATABASE_URL: z.url(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(4).default(12),
  NATS_URL: z.url(),
  NATS_USER: z.string().optional(),
  NATS_PASSWORD: z.string().optional(),
  REDIS_URL: z.url(),
  /** Who this process is: new with every start. A pod's UID; letters, digits and hyphens. */
  SERVER_UID: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'Give letters, digits and hyphens, at most 64.'),
  /** What people call it: a pod's name. */
  SERVER_NAME: z.string().min(1).max(253),
  HEALTH_HOST: z.string().default('0.0.0.0'),
  HEALTH_PORT: z.coerce.number().int().min(0).max(65535).default(9090),
  /** Submissions of finished events are deleted after this many days. */
  RETENTION_DAYS: z.coerce.number().int().min(0).default(30),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  /** `stdin`: stop when stdin ends, because whoever started this process is gone. */
  LIFELINE: z.literal('stdin').optional(),
});
export type EventServerEnvironment = z.infer<typeof eventServerEnvironment>;
