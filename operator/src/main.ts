import { parseConfig } from '@whenly/platform/config/parse-config';
import { createLogger } from '@whenly/platform/logs/create-logger';
import { runService } from '@whenly/platform/process/run-service';
import { operatorEnvironment } from './config.ts';
import { startOperator } from './start-operator.ts';

const config = parseConfig(operatorEnvironment, process.env);
const log = createLogger({ service: 'operator', level: config.LOG_LEVEL });
const onDeposed = () => process.exit(1);
runService({
  log,
  start: () => startOperator(config, log, onDeposed),
  lifeline: config.LIFELINE === 'stdin',
});
