import { hashSubmission } from '@whenly/platform/hash/hash-submission';
import type { Queryable } from '@whenly/platform/postgres/database';
import { insertEvent } from '@whenly/platform/postgres/queries/insert-event';
import { insertFirstSubmission } from '@whenly/platform/postgres/queries/insert-first-submission';
import { insertParticipants } from '@whenly/platform/postgres/queries/insert-participants';
import { readEvent, type StoredEvent } from '@whenly/platform/postgres/queries/read-event';
import { storeAvailability } from '@whenly/platform/postgres/stored-availability';
import { eventView, viewEvent } from '../events/event-view.ts';
import { newEventBody, type NewEventBody } from '../events/new-event-body.ts';
import { readNewEvent, type TimesOfEvent } from '../events/read-new-event.ts';
import { runTransaction } from '../transactions/run-transaction.ts';
import { defineRoute, refuse } from './route.ts';

export const createEvent = defineRoute({
  name: 'createEvent',
  method: 'post',
  path: '/events/create',
  summary: 'Create an event',
  description: 'With `constraint`, your own answer is saved along with the event: both, or nothing.',
  access: 'session',
  body: newEventBody,
  reply: { status: 201, description: 'The event is created.', schema: eventView },
  problems: ['not_yourself', 'outcome_unknown'],
  async handle({ body, caller, askedAtMs }, { database, newId }) {
    if (body.username !== undefined && body.username !== caller) return refuse('not_yourself');
    const read = readNewEvent(body);
    if (!read.ok) return refuse('invalid', { fields: read.fields });

    const id = newId();
    const creation = await runTransaction(database, (connection) =>
      writeEvent(connection, { id, owner: caller, askedAtMs, body, times: read.times }),
    );
    if (!creation.ok) {
      return refuse(creation.reason, {
        detail: 'It is not known whether the event was created. Get it by its eventId before you try again.',
        eventId: id,
      });
    }
    const written = creation.result;
    return written.ok
      ? { ok: true, body: viewEvent(written.event) }
      : refuse('invalid', {
          fields: [{ path: 'deadline', code: written.reason, message: messages[written.reason] }],
        });
  },
});

const messages = {
  in_the_past: 'The deadline must be in the future.',
  too_far_ahead: 'The deadline must be within the next 5 years.',
} as const;

type Written =
  | { readonly ok: true; readonly event: StoredEvent }
  | { readonly ok: false; readonly reason: keyof typeof messages };

async function writeEvent(
  connection: Queryable,
  event: { id: string; owner: string; askedAtMs: number; body: NewEventBody; times: TimesOfEvent },
): Promise<Written> {
  const { id, owner, askedAtMs, body, times } = event;
  const inserted = await insertEvent(connection, {
    id,
    owner,
    title: body.eventName,
    description: body.description,
    deadlineMs: times.deadlineMs,
    durationMinutes: body.durationMinutes ?? null,
    timeZone: body.timeZone,
    window: times.window,
  });
  if (!inserted.ok) return inserted;
  if (body.participants.length > 0) await insertParticipants(connection, id, body.participants);
  if (times.availability) {
    await insertFirstSubmission(connection, {
      eventId: id,
      participant: owner,
      issuedAtMs: askedAtMs,
      availability: storeAvailability(times.availability),
      ...hashSubmission(id, owner, times.availability),
    });
  }
  const written = await readEvent(connection, id);
  if (!written) throw new Error('An event that was inserted can’t be read in the same transaction.');
  return { ok: true, event: written };
}
