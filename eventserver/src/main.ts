import { parseConfig } from '@whenly/platform/config/parse-config';
import { createLogger } from '@whenly/platform/logs/create-logger';
import { runService } from '@whenly/platform/process/run-service';
import { eventServerEnvironment } from './config.ts';
import { startEventServer } from './start-event-server.ts';

const config = parseConfig(eventServerEnvironment, process.env);
const log = createLogger({
  service: 'eventserver',
  level: config.LOG_LEVEL,
  fields: { server: config.SERVER_NAME, uid: config.SERVER_UID },
});
runService({ log, start: () => startEventServer(config, log), lifeline: config.LIFELINE === 'stdin' });
