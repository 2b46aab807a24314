import type { EventState } from '@whenly/core/event/event-state';
import { cancelEvent as cancelIfOpen } from '@whenly/platform/postgres/queries/cancel-event';
import { lockEventForFreezing } from '@whenly/platform/postgres/queries/lock-event-for-freezing';
import { readOwnership } from '@whenly/platform/postgres/queries/read-ownership';
import { eventIdParams } from '../fields/event-id.ts';
import { runTransaction, type Transacted } from '../transactions/run-transaction.ts';
import { defineRoute, refuse } from './route.ts';

/** How long to wait for submissions that are being committed. */
const lockLimitMs = 2_000;

export const cancelEvent = defineRoute({
  name: 'cancelEvent',
  method: 'delete',
  path: '/events/{id}',
  summary: 'Cancel your event',
  description: 'It takes no answers any more, and has no result. Cancelling it again changes nothing.',
  access: 'session',
  params: eventIdParams,
  reply: { status: 204, description: 'The event is cancelled.' },
  problems: ['not_owner', 'deadline_passed', 'outcome_unknown'],
  async handle({ params, caller }, { database }) {
    const found = await readOwnership(database, params.id);
    if (!found) return refuse('not_found');
    if (found.owner !== caller) return refuse('not_owner');
    // Only who may cancel comes as far as the lock: it holds up submissions.
    const cancellation =
      found.state === 'open' ? await cancel() : ({ ok: true, result: found.state } as const);
    if (!cancellation.ok) {
      return refuse(cancellation.reason, {
        detail: 'It is not known whether the event was cancelled. Cancel it again: that is harmless.',
      });
    }
    const state = cancellation.result;
    if (state === null) return refuse('not_found');
    return state === 'cancelled'
      ? { ok: true, body: undefined }
      : refuse('deadline_passed', { detail: 'It is too late to cancel: get the event to see its result.' });

    function cancel(): Promise<Transacted<EventState | null>> {
      return runTransaction(database, async (connection) => {
        await lockEventForFreezing(connection, params.id, lockLimitMs);
        return cancelIfOpen(connection, params.id, caller);
      });
    }
  },
});
