import { readEvent } from '@whenly/platform/postgres/queries/read-event';
import { eventView, viewEvent } from '../events/event-view.ts';
import { eventIdParams } from '../fields/event-id.ts';
import { defineRoute, refuse } from './route.ts';

export const getEvent = defineRoute({
  name: 'getEvent',
  method: 'get',
  path: '/events/{id}',
  summary: 'Get an event and its result',
  description: 'Whoever is signed in and has the id may see it.',
  access: 'session',
  params: eventIdParams,
  reply: { status: 200, description: 'The event.', schema: eventView },
  problems: [],
  async handle({ params }, { database }) {
    const event = await readEvent(database, params.id);
    return event ? { ok: true, body: viewEvent(event) } : refuse('not_found');
  },
});
