import type { EventPage, EventSummary } from '@whenly/platform/postgres/event-summary';
import { listCreatedEvents } from '@whenly/platform/postgres/queries/list-created-events';
import { listParticipatedEvents } from '@whenly/platform/postgres/queries/list-participated-events';
import { listPendingEvents } from '@whenly/platform/postgres/queries/list-pending-events';
import type { Database, Queryable } from '@whenly/platform/postgres/database';
import { z } from 'zod';
import { eventLists, readCursor, writeCursor, type Cursor, type EventList } from '../events/cursor.ts';
import { summaryView, viewSummary } from '../events/summary-view.ts';
import { toCanonicalUsername } from '../fields/username.ts';
import { defineRoute, refuse } from './route.ts';

const queries: Readonly<Record<EventList, (db: Queryable, page: EventPage) => Promise<EventSummary[]>>> = {
  created: listCreatedEvents,
  participated: listParticipatedEvents,
  pending: listPendingEvents,
};

const summaries = z.array(summaryView);
const next = z.string().nullable();

export const listEvents = defineRoute({
  name: 'listEvents',
  method: 'get',
  path: '/events/user/{username}',
  summary: 'List your events',
  description:
    '`created`: those you own, newest first. `participated`: those you answered, newest first. `pending`: open ones ' +
    'that you are invited to and have not answered, the nearest deadline first. Each list holds at most `limit` ' +
    'events; when there are more, `next` has a cursor under the list’s name: send it as `cursor` to get the next ' +
    'page of that list (the two others are empty in the answer).',
  access: 'session',
  params: z.object({ username: z.string() }),
  query: z.strictObject({
    limit: z
      .string()
      .regex(/^([1-9]\d?|100)$/, 'Give a whole number from 1 to 100.')
      .default('50')
      .meta({ description: 'How many events a list holds at most: 1 to 100.' }),
    cursor: z.string().max(512).optional().meta({ description: 'One of an earlier answer’s `next`.' }),
  }),
  reply: {
    status: 200,
    description: 'The events.',
    schema: z.object({
      created: summaries,
      participated: summaries,
      pending: summaries,
      next: z
        .object({ created: next, participated: next, pending: next })
        .meta({ description: 'A cursor for each list that goes on; null for one that is complete.' }),
    }),
  },
  problems: ['not_yourself'],
  async handle({ params, query, caller }, { database }) {
    if (toCanonicalUsername(params.username) !== caller) return refuse('not_yourself');
    const cursor = query.cursor === undefined ? null : readCursor(query.cursor);
    if (query.cursor !== undefined && !cursor) {
      const message = 'Send a cursor as it was in an answer’s `next`.';
      return refuse('invalid', { fields: [{ path: 'cursor', code: 'malformed', message }] });
    }
    const limit = Number(query.limit);
    const [created, participated, pending] = (await Promise.all(
      eventLists.map((list) => readPage(database, list, caller, cursor, limit)),
    )) as [Page, Page, Page];
    return {
      ok: true,
      body: {
        created: created.events.map(viewSummary),
        participated: participated.events.map(viewSummary),
        pending: pending.events.map(viewSummary),
        next: { created: created.next, participated: participated.next, pending: pending.next },
      },
    };
  },
});

interface Page {
  readonly events: readonly EventSummary[];
  readonly next: string | null;
}

async function readPage(
  database: Database,
  list: EventList,
  username: string,
  cursor: Cursor | null,
  limit: number,
): Promise<Page> {
  if (cursor && cursor.list !== list) return { events: [], next: null };
  // One more than is shown tells whether the list goes on.
  const found = await queries[list](database, {
    username,
    after: cursor?.position ?? null,
    limit: limit + 1,
  });
  const events = found.slice(0, limit);
  const last = events.at(-1);
  return {
    events,
    next: last && found.length > limit ? writeCursor({ list, position: last.position }) : null,
  };
}
