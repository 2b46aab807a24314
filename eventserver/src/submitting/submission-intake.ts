import { readConstraint } from '@whenly/core/interval/read-constraint';
import { hashSubmission } from '@whenly/platform/hash/hash-submission';
import type { SubmitReply, SubmitRequest } from '@whenly/platform/nats/messages';
import { isDatabaseUnavailable } from '@whenly/platform/postgres/is-unavailable';
import pLimit from 'p-limit';
import type { ServerIdentity } from '../server-identity.ts';
import type { PartialKeeper } from '../partials/partial-keeper.ts';
import type { Acceptance, Candidate } from './acceptance.ts';
import type { Answer, SubmissionBatcher } from './submission-batcher.ts';
import type { TermsCache } from './terms-cache.ts';

export interface SubmissionIntake {
  /** Takes a submission. What is answered with `ok: true` is committed. */
  take(request: SubmitRequest): Promise<SubmitReply>;
  /** From now on, refuses with `busy`; returns once everything taken before has its answer. */
  close(): Promise<void>;
}

export interface SubmissionIntakeOptions {
  readonly server: ServerIdentity;
  readonly terms: TermsCache;
  readonly batcher: SubmissionBatcher;
  readonly keeper: PartialKeeper;
  /** Tells what became of an action whose event is due but not frozen. */
  readonly settle: (candidate: Candidate) => Promise<Acceptance>;
  /** How often a submission is tried again while its event is being frozen or changed. */
  readonly maxTries: number;
  readonly pause: (ms: number) => Promise<void>;
}

/** Where submissions come in: reads them by their event's terms, has them written, answers, then counts them. */
export function createSubmissionIntake(options: SubmissionIntakeOptions): SubmissionIntake {
  const { server, terms, batcher, keeper, settle, maxTries, pause } = options;
  const settlingOneAtATime = pLimit(1);
  let isClosed = false;
  let underWay = 0;

  async function take(request: SubmitRequest): Promise<SubmitReply> {
    for (let attempt = 0; attempt < maxTries; attempt += 1) {
      const reply = await tryOnce(request);
      if (reply) return reply;
      terms.forget(request.eventId);
      await pause(5 * (attempt + 1));
    }
    // Whatever holds the event up may be an earlier try of the same action.
    return { ok: false, reason: 'outcome_unknown' };
  }

  /** `null`: the event is changing; try again with its terms as they are then. */
  async function tryOnce(request: SubmitRequest): Promise<SubmitReply | null> {
    const { eventId, participant, operationId, issuedAtMs, constraint } = request;
    const eventTerms = await terms.get(eventId);
    if (!eventTerms) return { ok: false, reason: 'not_found' };
    const read = readConstraint(constraint, eventTerms.timeZone, eventTerms.window);
    if (!read.ok) {
      return read.reason === 'invalid'
        ? {
            ok: false,
            reason: 'invalid',
            problems: read.problems.map((problem) => ({ ...problem, path: [...problem.path] })),
          }
        : { ok: false, reason: 'outside_window' };
    }
    const { availability } = read;
    const hash = hashSubmission(eventId, participant, availability);
    const { generation } = eventTerms;
    const candidate = { eventId, participant, operationId, issuedAtMs, availability, hash, generation };
    const first = await batcher.submit(candidate);
    const answer = first.outcome === 'late' ? await settleOrUnknown(candidate) : first;
    switch (answer.outcome) {
      case 'accepted':
        keeper.count({
          eventId,
          participant,
          availability,
          hash,
          version: answer.version,
          previous: answer.previous,
        });
        return { ok: true, version: answer.version, server: server.name };
      case 'repeated':
        return { ok: true, version: answer.version, server: answer.serverName };
      case 'refused':
        return { ok: false, reason: answer.reason };
      case 'overloaded':
        return { ok: false, reason: 'busy' };
      case 'unknown':
        return { ok: false, reason: 'outcome_unknown' };
      case 'late':
      case 'again':
        return null;
    }
  }

  async function settleOrUnknown(candidate: Candidate): Promise<Answer> {
    try {
      for (let attempt = 0; attempt < maxTries; attempt += 1) {
        const acceptance = await settlingOneAtATime(() => settle(candidate));
        if (acceptance.outcome !== 'late') return acceptance;
        await pause(10 * (attempt + 1));
      }
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
    }
    return { outcome: 'unknown' };
  }

  return {
    async take(request) {
      if (isClosed) return { ok: false, reason: 'busy' };
      underWay += 1;
      try {
        return await take(request);
      } catch (error) {
        // Reading the terms comes before anything is written.
        if (isDatabaseUnavailable(error)) return { ok: false, reason: 'busy' };
        throw error;
      } finally {
        underWay -= 1;
      }
    },
    async close() {
      isClosed = true;
      while (underWay > 0) {
        await batcher.flush();
        await pause(5);
      }
    },
  };
}
