import { Redis } from 'ioredis';
import type { Logger } from '../logs/create-logger.ts';

/**
 * Connects to an event server's own Redis, and reconnects for as long as it takes. While it is away, commands
 * fail at once instead of waiting in a queue; a command whose answer was lost is never sent again.
 */
export async function connectRedis(options: { url: string; log: Logger }): Promise<Redis> {
  const redis = new Redis(options.url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 1_000,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(100 * attempt, 1_000),
  });
  redis.on('error', (error: Error) => {
    options.log.warn({ reason: error.message }, 'Redis');
  });
  await redis.connect();
  return redis;
}
