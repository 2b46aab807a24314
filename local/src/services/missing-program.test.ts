import { expect, test } from '@jest/globals';
import { missingProgram } from './missing-program.ts';

test('what is missing is named, with how to get it on each system', () => {
  expect(missingProgram(['nats', 'redis']).message.split('\n')).toEqual([
    'Not installed: nats-server (NATS), redis-server or valkey-server (Redis). To get what is missing:',
    '  Debian, Ubuntu:  sudo apt-get install nats-server redis-server',
    '  macOS:           brew install nats-server redis',
    '  elsewhere:       https://github.com/nats-io/nats-server/releases (and put it on the PATH)',
    '  elsewhere:       https://redis.io/downloads (and put it on the PATH)',
  ]);
});
