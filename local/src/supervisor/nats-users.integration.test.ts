import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@whenly/platform/logs/create-logger';
import { connectBus } from '@whenly/platform/nats/connect-bus';
import { gatherRequest } from '@whenly/platform/nats/messages';
import { subjects } from '@whenly/platform/nats/subjects';
import { startNats } from '../services/nats.ts';
import type { StartedService } from '../services/started-service.ts';
import { tcpAnswer } from '../services/tcp-answer.ts';
import { natsUsers } from './nats-users.ts';

// Real processes, on a machine that may be busy.
jest.setTimeout(60_000);

const log = createLogger({ service: 'test', level: 'silent' });

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
    ['webapp', 'one', subscribe('_INBOX.abc.*')],
    ['eventserver', 'two', publish('whenly.server.abc.gather')],
    ['eventserver', 'two', publish('whenly.server.abc.withdraw')],
    ['eventserver', 'two', publish('whenly.event.abc.finished')],
    ['eventserver', 'two', subscribe('whenly.server.abc.submit')],
    ['eventserver', 'two', subscribe('whenly.event.*.finished')],
    ['operator', 'three', publish('whenly.server.abc.look')],
  ])('%s may %s %j', async (user, password, command) => {
    expect(await answer(user, password, command)).not.toContain('-ERR');
  });

  test.each([
    ['webapp', 'one', publish('whenly.server.abc.gather')],
    ['webapp', 'one', publish('whenly.event.abc.finished')],
    ['webapp', 'one', subscribe('whenly.server.abc.submit')],
    ['webapp', 'one', subscribe('whenly.event.*.finished')],
    ['eventserver', 'two', publish('whenly.server.abc.submit')],
    ['eventserver', 'two', publish('_INBOX.abc.1')],
    ['operator', 'three', subscribe('whenly.event.*.finished')],
    ['operator', 'three', publish('whenly.server.abc.submit')],
    ['operator', 'wrong', publish('whenly.server.abc.look')],
    ['nobody', '', publish('whenly.server.abc.look')],
  ])('%s (%s) may not %j', async (user, password, command) => {
    expect(await answer(user, password, command)).toContain('-ERR');
  });

  test.each([
    ['webapp', 'one', subjects.submit('abc')],
    ['eventserver', 'two', subjects.gather('abc')],
  ])('%s (%s) gets an event server’s answer on %s', async (user, password, subject) => {
    const connect = (name: string, pass: string) =>
      connectBus({ url: nats.url, user: name, password: pass, name, log });
    const [asker, answerer] = await Promise.all([connect(user, password), connect('eventserver', 'two')]);
    try {
      answerer.serve(subject, gatherRequest, (message) => Promise.resolve(message));
      await answerer.flush();
      const message = { eventIds: [randomUUID()] };
      // The permission to answer is for one answer to each request.
      for (const time of ['first', 'second']) {
        const asked = await asker.request(subject, message, gatherRequest, 5_000);
        expect({ time, ...asked }).toEqual({ time, ok: true, reply: message });
      }
    } finally {
      await Promise.all([asker.close(), answerer.close()]);
    }
  });
});
