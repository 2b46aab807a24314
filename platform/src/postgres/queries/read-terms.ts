import type { SchedulingTerms } from '@whenly/core/event/scheduling-terms';
import type { Queryable } from '../database.ts';
import { windowOf } from '../window-of.ts';

export interface EventTerms extends SchedulingTerms {
  readonly eventId: string;
  readonly timeZone: string;
  /** Milliseconds from now, by PostgreSQL's clock; negative once it is over. */
  readonly dueInMs: number;
}

/** What is needed to read and count submissions of these events. Unknown events are left out. */
export async function readTerms(db: Queryable, eventIds: readonly string[]): Promise<EventTerms[]> {
  const { rows } = await db.query<{
    id: string;
    generation: number;
    duration_minutes: number | null;
    time_zone: string;
    window_start: number | null;
    window_end: number | null;
    due_in_ms: number;
    optional: string[];
  }>({
    name: 'read-terms',
    text: `
      SELECT e.id, e.generation, e.duration_minutes, e.time_zone, e.window_start, e.window_end,
        (extract(epoch FROM e.deadline - clock_timestamp()) * 1000)::float8 AS due_in_ms,
        ARRAY(
          SELECT p.participant FROM participants AS p WHERE p.event_id = e.id AND NOT p.required
        ) AS optional
      FROM events AS e
      WHERE e.id = ANY($1::uuid[])`,
    values: [eventIds],
  });
  return rows.map((row) => ({
    eventId: row.id,
    generation: row.generation,
    durationMinutes: row.duration_minutes,
    timeZone: row.time_zone,
    window: windowOf(row),
    dueInMs: row.due_in_ms,
    optional: new Set(row.optional),
  }));
}
