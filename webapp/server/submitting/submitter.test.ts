import { describe, expect, it } from '@jest/globals';
import type { Bus, Requested } from '@whenly/platform/nats/bus';
import type { SubmitReply, SubmitRequest } from '@whenly/platform/nats/messages';
import { createSubmitter, type Submitted } from './submitter.ts';

type Attempt = Requested<SubmitReply>;

const request: SubmitRequest = {
  eventId: 'e',
  participant: 'ada',
  operationId: 'op',
  issuedAtMs: 1,
  constraint: [],
};
const ok: Attempt = { ok: true, reply: { ok: true, version: 1, server: 's' } };
const failed = (reason: 'no_responder' | 'disconnected' | 'timeout' | 'malformed'): Attempt => ({
  ok: false,
  reason,
});
const refused = (
  reason: 'busy' | 'outcome_unknown' | 'deadline_passed' | 'cancelled' | 'not_found',
): Attempt => ({
  ok: true,
  reply: { ok: false, reason },
});

/** Runs one submission against servers a, b and c; the attempts come to these results, the last one again and again. */
async function submit(...results: Attempt[]) {
  let nowMs = 0;
  const servers = ['a', 'b', 'c'];
  const asked: string[] = [];
  const messages: unknown[] = [];
  const dropped: string[] = [];
  const counted: string[] = [];
  const bus = {
    request: (subject: string, message: unknown, _schema: unknown, timeoutMs: number) => {
      asked.push(subject.split('.')[2] ?? '');
      messages.push(message);
      const result = (results.length > 1 ? results.shift() : results[0]) ?? ok;
      nowMs += !result.ok && result.reason === 'timeout' ? timeoutMs : 1;
      return Promise.resolve(result);
    },
  } as unknown as Bus;
  const submitted: Submitted = await createSubmitter({
    bus,
    directory: {
      look: () => Promise.resolve(),
      pick: (tried) => {
        const uid = servers.find((server) => !tried.has(server)) ?? servers[0];
        return uid === undefined ? undefined : { uid, name: uid };
      },
      drop: (uid) => {
        dropped.push(uid);
        servers.splice(servers.indexOf(uid), 1);
      },
    },
    attemptMs: 2_000,
    totalMs: 8_000,
    now: () => nowMs,
    sleep: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
    random: () => 0.5,
    onAttempt: (result) => counted.push(result),
    onOutcome: () => undefined,
  })(request);
  return { submitted, asked, messages, dropped, counted, tookMs: nowMs };
}

describe('Submitting', () => {
  it('asks one server when that answers', async () => {
    const { submitted, asked, tookMs } = await submit(ok);
    expect(submitted).toEqual({ ok: true, version: 1, server: 's' });
    expect(asked).toEqual(['a']);
    expect(tookMs).toBeLessThan(10);
  });

  it.each([
    failed('no_responder'),
    failed('disconnected'),
    failed('timeout'),
    failed('malformed'),
    refused('busy'),
    refused('outcome_unknown'),
  ])('asks the next server with the same operation id after %j', async (first) => {
    const { submitted, asked, messages } = await submit(first, ok);
    expect(submitted.ok).toBe(true);
    expect(asked).toEqual(['a', 'b']);
    expect(messages).toEqual([request, request]);
  });

  it('drops a server that does not listen, and no other', async () => {
    expect((await submit(failed('no_responder'), ok)).dropped).toEqual(['a']);
    expect((await submit(failed('timeout'), refused('busy'), ok)).dropped).toEqual([]);
  });

  it.each([failed('no_responder'), failed('disconnected'), refused('busy')])(
    'ends within 8 s, certain that nothing was saved, when all it gets is %j',
    async (result) => {
      const { submitted, tookMs } = await submit(result);
      expect(submitted).toEqual({ ok: false, reason: 'not_delivered' });
      expect(tookMs).toBeLessThanOrEqual(8_000);
    },
  );

  it.each([failed('timeout'), failed('malformed'), refused('outcome_unknown')])(
    'ends within 8 s, not knowing, when one attempt came to %j and the others were not delivered',
    async (result) => {
      const { submitted, tookMs } = await submit(failed('no_responder'), result, failed('disconnected'));
      expect(submitted).toEqual({ ok: false, reason: 'outcome_unknown' });
      expect(tookMs).toBeLessThanOrEqual(8_000);
    },
  );

  it('ends within 8 s when no server ever answers', async () => {
    const { submitted, tookMs, asked } = await submit(failed('timeout'));
    expect(submitted).toEqual({ ok: false, reason: 'outcome_unknown' });
    expect(tookMs).toBeLessThanOrEqual(8_000);
    expect(asked.length).toBeGreaterThanOrEqual(3);
  });

  it('believes a refusal even after an attempt without an answer', async () => {
    expect((await submit(failed('timeout'), refused('not_found'))).submitted).toMatchObject({
      reason: 'not_found',
    });
  });

  it('counts every attempt by its result', async () => {
    const { counted } = await submit(failed('no_responder'), refused('busy'), refused('not_found'));
    expect(counted).toEqual(['no_responder', 'busy', 'refused']);
  });
});
