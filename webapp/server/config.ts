import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const count = z.coerce.number().int().min(1);

/** The environment of the web app; main.ts reads it once. */
export const webAppEnvironment = z.object({
  DATABASE_URL: z.url(),
  DATABASE_CONNECTIONS: count.default(16),
  NATS_URL: z.url(),
  NATS_USER: z.string().optional(),
  NATS_PASSWORD: z.string().optional(),
  HOST: z.string().default('0.0.0.0'),
  PORT: port.default(8080),
  HEALTH_HOST: z.string().default('0.0.0.0'),
  HEALTH_PORT: port.default(9090),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  /** Each step more doubles the work of a log-in, and of guessing a stolen hash. */
  BCRYPT_COST: z.coerce.number().int().min(4).max(31).default(12),
  SESSION_DAYS: z.coerce.number().int().min(1).max(400).default(30),
  /** Requests a minute from one address. */
  RATE_LIMIT_PER_ADDRESS: count.default(600),
  /** Requests a minute of one signed-in user. */
  RATE_LIMIT_PER_ACCOUNT: count.default(600),
  /** Failed log-ins a minute for one username. */
  SIGN_IN_LIMIT_PER_ACCOUNT: count.default(10),
  /** How many proxies in front tell the client's address by X-Forwarded-For. */
  TRUST_PROXY_HOPS: z.coerce.number().int().min(0).default(0),
  /** `stdin`: stop when stdin ends, because whoever started this process is gone. */
  LIFELINE: z.literal('stdin').optional(),
});
export type WebAppEnvironment = z.output<typeof webAppEnvironment>;
