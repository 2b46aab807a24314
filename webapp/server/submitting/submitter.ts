import type { SubmissionRefusal } from '@whenly/core/protocol/refusal';
import type { Problem } from '@whenly/core/interval/constraint';
import type { Bus, Requested } from '@whenly/platform/nats/bus';
import { submitReply, type SubmitReply, type SubmitRequest } from '@whenly/platform/nats/messages';
import { subjects } from '@whenly/platform/nats/subjects';
import type { ServerDirectory } from './server-directory.ts';

export type Submitted =
  | { readonly ok: true; readonly version: number; readonly server: string }
  | {
      readonly ok: false;
      readonly reason: Exclude<SubmissionRefusal, 'busy'>;
      readonly problems: readonly Problem[];
    }
  /** Nobody took it; nothing was saved. */
  | { readonly ok: false; readonly reason: 'not_delivered' }
  /** It was sent, and nobody knows whether it was saved. The same operation id, sent again, finds out. */
  | { readonly ok: false; readonly reason: 'outcome_unknown' };

export type Submitter = (request: SubmitRequest) => Promise<Submitted>;

export interface SubmitterOptions {
  readonly bus: Bus;
  readonly directory: ServerDirectory;
  readonly attemptMs: number;
  readonly totalMs: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 (included) to 1 (not). */
  readonly random: () => number;
  readonly onAttempt: (result: AttemptResult) => void;
  readonly onOutcome: (outcome: 'accepted' | Extract<Submitted, { ok: false }>['reason']) => void;
}

type Attempt = Requested<SubmitReply>;
export type AttemptResult =
  'ok' | 'refused' | 'busy' | 'outcome_unknown' | Exclude<Attempt, { ok: true }>['reason'];

/**
 * Hands submissions to the event servers, to one after the other with the same operation id, until one of
 * them gives an answer that holds or the time is over.
 */
export function createSubmitter(options: SubmitterOptions): Submitter {
  const { bus, directory, now } = options;

  return async (request) => {
    const submitted = await submit(request);
    options.onOutcome(submitted.ok ? 'accepted' : submitted.reason);
    return submitted;
  };

  async function submit(request: SubmitRequest): Promise<Submitted> {
    const endsAt = now() + options.totalMs;
    const tried = new Set<string>();
    let mayBeSaved = false;
    for (let attempt = 0; ; attempt += 1) {
      const server = directory.pick(tried);
      if (server) {
        tried.add(server.uid);
        const timeoutMs = Math.min(options.attemptMs, endsAt - now());
        const answer = await bus.request(subjects.submit(server.uid), request, submitReply, timeoutMs);
        const result = resultOf(answer);
        options.onAttempt(result);
        if (result === 'no_responder') directory.drop(server.uid);
        const answered = answer.ok ? conclude(answer.reply) : null;
        if (answered) return answered;
        mayBeSaved ||= result === 'timeout' || result === 'malformed' || result === 'outcome_unknown';
      }
      const pauseMs = pauseAfter(attempt, options.random());
      // A last attempt with hardly any time left would only make the outcome unknown.
      if (now() + pauseMs + options.attemptMs / 8 >= endsAt) {
        return { ok: false, reason: mayBeSaved ? 'outcome_unknown' : 'not_delivered' };
      }
      await options.sleep(pauseMs);
    }
  }
}

/**
 * What a reply means for the whole submission; `null`: try again. A refusal holds, whatever became of earlier
 * attempts: an event server refuses an action only once it can't be carried out any more.
 */
function conclude(reply: SubmitReply): Submitted | null {
  if (reply.ok) return { ok: true, version: reply.version, server: reply.server };
  if (reply.reason === 'busy' || reply.reason === 'outcome_unknown') return null;
  return { ok: false, reason: reply.reason, problems: reply.problems ?? [] };
}

function resultOf(answer: Attempt): AttemptResult {
  if (!answer.ok) return answer.reason;
  if (answer.reply.ok) return 'ok';
  const { reason } = answer.reply;
  return reason === 'busy' || reason === 'outcome_unknown' ? reason : 'refused';
}

/** Doubles from about 20 ms to about half a second; `random` keeps many clients from coming back at once. */
const pauseAfter = (attempt: number, random: number): number =>
  Math.min(20 * 2 ** attempt, 500) * (0.5 + random);
