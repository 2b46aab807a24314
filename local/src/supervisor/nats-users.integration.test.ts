import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNats } from '../services/nats.ts';
import type { StartedService } from '../services/started-service.ts';
import { tcpAnswer } from '../services/tcp-answer.ts';
import { natsUsers } from './nats-users.ts';

// Real processes, on a machine that may be busy.
jest.setTimeout(60_000);

describe('what services may say and hear on NATS', () => {
  let dir: string;
  let nats: StartedService;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'whenly-nats-'));
    const users = natsUsers({ webapp: 'one', eventserver: 'two', operator: 'three' });
    nats = await startNats({ dir, users });
  });

  afterAll(async () => {
    await nats.stop();
    rmSync(dir, { recursive: true });
  });

  const answer = async (user: string, pass: string, command: string) => {
    const connect = `CONNECT ${JSON.stringify({ user, pass, verbose: false })}\r\n`;
    // The server handles one line after the other: its PONG comes after every complaint.
    return (await tcpAnswer(nats.port, `${connect}${command}\r\nPING\r\n`, 'PONG')) ?? '-ERR no connection';
  };
  const publish = (subject: string) => `PUB ${subject} 0\r\n`;
  const subscribe = (subject: string) => `SUB ${subject} 1`;

  test.each([
    ['webapp', 'one', publish('whenly.server.abc.submit')],
    ['webapp', 'one', subscribe('whenly.event.*.finished')],
    ['eventserver', 'two', publish('whenly.server.abc.gather')],
    ['eventserver', 'two', subscribe('whenly.server.abc.submit')],
    ['operator', 'three', publish('whenly.server.abc.look')],
  ])('%s may %s %j', async (user, password, command) => {
    expect(await answer(user, password, command)).not.toContain('-ERR');
  });

  test.each([
    ['webapp', 'one', publish('whenly.server.abc.gather')],
    ['webapp', 'one', publish('whenly.event.abc.finished')],
    ['webapp', 'one', subscribe('whenly.server.abc.submit')],
    ['operator', 'three', publish('whenly.server.abc.submit')],
    ['operator', 'wrong', publish('whenly.server.abc.look')],
    ['nobody', '', publish('whenly.server.abc.look')],
  ])('%s (%s) may not %j', async (user, password, command) => {
    expect(await answer(user, password, command)).toContain('-ERR');
  });
});
