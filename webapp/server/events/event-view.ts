import { eventStates, outcomes } from '@whenly/core/event/event-state';
import { formatMinute } from '@whenly/core/interval/format-minute';
import type { StoredEvent } from '@whenly/platform/postgres/queries/read-event';
import type { ResultDetails } from '@whenly/platform/postgres/result-details';
import { z } from 'zod';

const instant = z.iso.datetime().meta({ examples: ['2026-03-30T09:00:00Z'] });
const stretch = { start: instant, end: instant };
export const intervalView = z
  .object(stretch)
  .meta({ id: 'Interval', description: 'From start (included) to end (not).' });
const count = z.int().min(0);
const counts = {
  optional: count.meta({ description: 'How many optional people can come.' }),
  ifNeedBe: count.meta({ description: 'How many of those who come do so only if need be.' }),
};
const commonInterval = z.object({ ...stretch, ...counts }).meta({ id: 'CommonInterval' });
const alternative = z
  .object({
    ...stretch,
    ...counts,
    absences: z
      .array(z.object({ username: z.string(), missing: z.array(intervalView) }))
      .meta({ description: 'Who can’t come, and the smallest change that would make it work.' }),
  })
  .meta({ id: 'Alternative' });

/** What a list and a single event both show. */
export const eventCore = {
  id: z.uuid(),
  eventName: z.string(),
  owner: z.string(),
  deadline: instant,
  timeZone: z.string(),
  durationMinutes: z.int().nullable(),
  state: z.enum(eventStates),
  submissions: count.meta({ description: 'How many people have answered.' }),
  outcome: z.enum(outcomes).nullable(),
  interval: intervalView.nullable().meta({ description: 'The result: the best interval.' }),
  createdAt: instant,
};

/** A single event as the API shows it; the schema that OpenAPI describes it with. */
export const eventView = z
  .object({
    ...eventCore,
    description: z.string(),
    home: z
      .object({ server: z.string(), epoch: z.int() })
      .nullable()
      .meta({ description: 'The event server that computes the result, or did.' }),
    window: intervalView.nullable(),
    participants: z.array(z.object({ username: z.string(), required: z.boolean() })),
    unanswered: z.array(z.string()).meta({ description: 'The invited people who have not answered.' }),
    intervals: z
      .array(commonInterval)
      .meta({ description: 'All intervals that suit everybody, best first.' }),
    alternatives: z.array(alternative).meta({ description: 'Without a solution: what comes closest.' }),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Event' });
export type EventView = z.output<typeof eventView>;

/** An event as the API shows it. */
export function viewEvent(event: StoredEvent): EventView {
  const details = event.result?.details;
  return {
    id: event.id,
    eventName: event.title,
    description: event.description,
    owner: event.owner,
    deadline: event.deadline.toISOString(),
    timeZone: event.timeZone,
    durationMinutes: event.durationMinutes,
    window: event.window && viewInterval(event.window),
    state: event.state,
    home: event.home,
    participants: event.participants.map(({ username, required }) => ({ username, required })),
    submissions: event.submissions,
    unanswered:
      details?.unanswered ??
      event.participants.filter(({ answered }) => !answered).map(({ username }) => username),
    outcome: event.result?.outcome ?? null,
    interval: details?.interval ? viewPair(details.interval) : null,
    intervals: details?.intervals.map((interval) => ({ ...interval, ...viewInterval(interval) })) ?? [],
    alternatives: details?.alternatives.map(viewAlternative) ?? [],
    createdAt: event.createdAt.toISOString(),
    finishedAt: event.finishedAt?.toISOString() ?? null,
  };
}

const viewAlternative = (found: ResultDetails['alternatives'][number]): z.output<typeof alternative> => ({
  ...viewInterval(found),
  optional: found.optional,
  ifNeedBe: found.ifNeedBe,
  absences: found.absences.map(({ participant, missing }) => ({
    username: participant,
    missing: missing.map(viewPair),
  })),
});

const viewPair = ([start, end]: readonly [number, number]) => viewInterval({ start, end });

/** An interval, given in minutes since the Unix epoch, as the API shows it. */
export const viewInterval = ({ start, end }: { readonly start: number; readonly end: number }) => ({
  start: formatMinute(start),
  end: formatMinute(end),
});
