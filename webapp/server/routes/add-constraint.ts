import { z } from 'zod';
import { constraint } from '../fields/constraint.ts';
import { readEventId } from '../fields/event-id.ts';
import { operationId } from '../fields/operation-id.ts';
import { username } from '../fields/username.ts';
import { writePath } from '../problems/field-problems.ts';
import type { Submitted } from '../submitting/submitter.ts';
import { defineRoute, refuse, type Answer } from './route.ts';

const added = z.object({
  eventId: z.uuid(),
  version: z.int().min(1).meta({ description: 'How many times you have answered by now.' }),
  server: z.string().meta({ description: 'The event server that took it.' }),
});

export const addConstraint = defineRoute({
  name: 'addConstraint',
  method: 'post',
  path: '/constraints/add',
  summary: 'Answer: say when you can come',
  description:
    'Takes the place of your earlier answer to this event, if there is one. Once this is answered with 201, it is ' +
    'saved and will be counted. After a time-out or an interrupted connection, send it again with the same ' +
    'operationId.',
  access: 'session',
  body: z.strictObject({
    eventId: z.string().meta({ format: 'uuid' }),
    constraint,
    operationId: operationId.optional(),
    username: username.optional().meta({ description: 'If given, it must be your own.' }),
  }),
  reply: { status: 201, description: 'The answer is saved, and will be counted.', schema: added },
  problems: [
    'not_yourself',
    'not_found',
    'deadline_passed',
    'cancelled',
    'operation_id_reused',
    'superseded',
    'outcome_unknown',
  ],
  async handle({ body, caller, askedAtMs }, { submit, newId }) {
    if (body.username !== undefined && body.username !== caller) return refuse('not_yourself');
    const eventId = readEventId(body.eventId);
    if (eventId === null) return refuse('not_found');
    const operation = body.operationId ?? newId();
    const submitted = await submit({
      eventId,
      participant: caller,
      operationId: operation,
      issuedAtMs: askedAtMs,
      constraint: body.constraint.map((interval) => ({ ...interval })),
    });
    return answer(submitted, eventId, operation);
  },
});

function answer(submitted: Submitted, eventId: string, operation: string): Answer<z.output<typeof added>> {
  if (submitted.ok) {
    return { ok: true, body: { eventId, version: submitted.version, server: submitted.server } };
  }
  switch (submitted.reason) {
    case 'invalid': {
      const fields = submitted.problems.map(({ path, code, message }) => ({
        path: writePath(['constraint', ...path]),
        code,
        message,
      }));
      return refuse('invalid', { fields });
    }
    case 'outside_window': {
      const message = 'None of it lies within the event’s window.';
      return refuse('invalid', { fields: [{ path: 'constraint', code: 'outside_window', message }] });
    }
    case 'not_delivered':
      return refuse('unavailable', {
        detail:
          'No event server can take this just now. This request saved nothing: send it again in a moment.',
      });
    case 'outcome_unknown':
      return refuse('outcome_unknown', { operationId: operation });
    default:
      return refuse(submitted.reason);
  }
}
