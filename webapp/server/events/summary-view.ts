import type { EventSummary } from '@whenly/platform/postgres/event-summary';
import { z } from 'zod';
import { eventCore, viewInterval } from './event-view.ts';

export const summaryView = z.object(eventCore).meta({ id: 'EventSummary' });
export type SummaryView = z.output<typeof summaryView>;

/** An event as a list shows it. */
export const viewSummary = (event: EventSummary): SummaryView => ({
  id: event.id,
  eventName: event.title,
  owner: event.owner,
  deadline: event.deadline.toISOString(),
  timeZone: event.timeZone,
  durationMinutes: event.durationMinutes,
  state: event.state,
  submissions: event.submissions,
  outcome: event.outcome,
  interval: event.interval && viewInterval(event.interval),
  createdAt: event.createdAt.toISOString(),
});
