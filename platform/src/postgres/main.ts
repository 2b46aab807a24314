import { z } from 'zod';
import { parseConfig } from '../config/parse-config.ts';
import { createLogger } from '../logs/create-logger.ts';
import { migrate } from './migrate.ts';

const config = parseConfig(
  z.object({ DATABASE_URL: z.url(), LOG_LEVEL: z.string().default('info') }),
  process.env,
);
const log = createLogger({ service: 'migrate', level: config.LOG_LEVEL });
const applied = await migrate(config.DATABASE_URL);
log.info({ applied }, applied.length > 0 ? 'schema brought up to date' : 'schema is up to date');
