import { availableParallelism } from 'node:os';
import { parseConfig } from '@whenly/platform/config/parse-config';
import { createLogger } from '@whenly/platform/logs/create-logger';
import { runService } from '@whenly/platform/process/run-service';
import webApp from '../package.json' with { type: 'json' };
import { webAppEnvironment } from './config.ts';
import { startWebApp } from './start-web-app.ts';

const config = parseConfig(webAppEnvironment, process.env);
const log = createLogger({ service: 'webapp', level: config.LOG_LEVEL });

runService({
  log,
  start: () => startWebApp({ config, log, cores: availableParallelism(), version: webApp.version }),
  lifeline: config.LIFELINE === 'stdin',
});
