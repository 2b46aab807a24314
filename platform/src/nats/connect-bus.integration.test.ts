import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testServices } from '@whenly/local/test/test-services';
import { z } from 'zod';
import { createLogger } from '../logs/create-logger.ts';
import type { Bus } from './bus.ts';
import { connectBus } from './connect-bus.ts';
import { submitReply } from './messages.ts';

const log = createLogger({ service: 'test', level: 'silent' });
const connect = (name: string) => connectBus({ url: testServices().natsUrl, name, log });
const question = z.object({ n: z.number() });
let asker: Bus;
let answerer: Bus;
beforeAll(async () => {
  asker = await connect('asker');
  answerer = await connect('answerer');
});
afterAll(async () => {
  await asker.close();
  await answerer.close();
});

describe('a request', () => {
  it('gets its answer', async () => {
    const serving = answerer.serve('test.double', question, ({ n }) => Promise.resolve({ n: 2 * n }));
    await answerer.flush();
    expect(await asker.request('test.double', { n: 21 }, question, 1_000)).toEqual({
      ok: true,
      reply: { n: 42 },
    });
    await serving.stop();
    await answerer.flush();
    expect(await asker.request('test.double', { n: 21 }, question, 1_000)).toEqual({
      ok: false,
      reason: 'no_responder',
    });
  });

  it('to nobody is known to be undelivered', async () => {
    expect(await asker.request('test.nobody', { n: 1 }, question, 1_000)).toEqual({
      ok: false,
      reason: 'no_responder',
    });
  });

  it('that is malformed, or fails, gets no answer; what became of it is not known', async () => {
    const serving = answerer.serve('test.fail', question, () => Promise.reject(new Error('no')));
    await answerer.flush();
    for (const message of [{ n: 1 }, { n: 'one' }]) {
      expect(await asker.request('test.fail', message, question, 100)).toEqual({
        ok: false,
        reason: 'timeout',
      });
    }
    await serving.stop();
  });

  it('with an answer of another shape is malformed', async () => {
    const serving = answerer.serve('test.odd', question, () => Promise.resolve('?'));
    await answerer.flush();
    expect(await asker.request('test.odd', { n: 1 }, question, 1_000)).toEqual({
      ok: false,
      reason: 'malformed',
    });
    await serving.stop();
  });

  it('whose answer is larger than NATS takes gets none, and nothing breaks', async () => {
    const serving = answerer.serve('test.large', question, () => Promise.resolve('x'.repeat(20_000_000)));
    await answerer.flush();
    expect(await asker.request('test.large', { n: 1 }, question, 300)).toEqual({
      ok: false,
      reason: 'timeout',
    });
    await serving.stop();
  });

  it('can be answered with every outcome of a submission', async () => {
    const replies = [
      { ok: true, version: 3, server: 'event-server-1' },
      { ok: false, reason: 'deadline_passed' },
      { ok: false, reason: 'outcome_unknown' },
      { ok: false, reason: 'invalid', problems: [{ path: [0, 'end'], code: 'malformed', message: 'What?' }] },
    ];
    const serving = answerer.serve('test.submit', question, ({ n }) => Promise.resolve(replies[n]));
    await answerer.flush();
    for (const [n, reply] of replies.entries()) {
      expect(await asker.request('test.submit', { n }, submitReply, 1_000)).toEqual({ ok: true, reply });
    }
    await serving.stop();
  });
});

describe('a message', () => {
  it('reaches who listens, unless it is malformed', async () => {
    const heard: number[] = [];
    const listening = answerer.subscribe('test.news', question, ({ n }) => heard.push(n));
    await answerer.flush();
    asker.publish('test.news', { n: 1 });
    asker.publish('test.news', { wrong: true });
    asker.publish('test.news');
    asker.publish('test.news', { n: 2 });
    await asker.flush();
    await answerer.flush();
    expect(heard).toEqual([1, 2]);
    await listening.stop();
  });
});
