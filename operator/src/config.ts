import { placementPolicies } from '@whenly/core/placement/placement-policy';
import { z } from 'zod';

/** The environment of the operator; main.ts reads it once. */
export const operatorEnvironment = z.object({
  DATABASE_URL: z.url(),
  NATS_URL: z.url(),
  NATS_USER: z.string().optional(),
  NATS_PASSWORD: z.string().optional(),
  /** A file that lists the running event servers, where there is no API server to ask. */
  PODS_FILE: z.string().optional(),
  /** For events that don't say. */
  PLACEMENT: z.enum(placementPolicies).default('roundRobin'),
  OPERATOR_NAME: z.string().default('operator'),
  HEALTH_HOST: z.string().default('0.0.0.0'),
  HEALTH_PORT: z.coerce.number().int().min(0).max(65535).default(9090),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  /** `stdin`: stop when stdin ends, because whoever started this process is gone. */
  LIFELINE: z.literal('stdin').optional(),
});
export type OperatorEnvironment = z.infer<typeof operatorEnvironment>;
