import type { Interval } from '@whenly/core/interval/interval';
import type { Queryable } from '../database.ts';

export interface NewEvent {
  readonly id: string;
  readonly owner: string;
  readonly title: string;
  readonly description: string;
  /** Milliseconds since the Unix epoch. */
  readonly deadlineMs: number;
  readonly durationMinutes: number | null;
  readonly timeZone: string;
  readonly window: Interval | null;
}

export type InsertedEvent =
  { readonly ok: true } | { readonly ok: false; readonly reason: 'in_the_past' | 'too_far_ahead' };

/**
 * Creates an event of the web app, with its audit entry; nobody is its home yet. Its deadline must be in the
 * future and at most 5 years ahead, by PostgreSQL's clock; otherwise nothing changes.
 */
export async function insertEvent(db: Queryable, event: NewEvent): Promise<InsertedEvent> {
  const { rows } = await db.query<{ is_inserted: boolean; is_past: boolean }>({
    name: 'insert-event',
    text: `
      WITH clock AS (
        SELECT clock_timestamp() AS now, to_timestamp($5::float8 / 1000) AS deadline
      ), inserted AS (
        INSERT INTO events
          (id, owner, title, description, deadline, duration_minutes, time_zone, window_start, window_end)
        SELECT $1::uuid, $2, $3, $4, deadline, $6::int, $7, $8::int, $9::int
        FROM clock
        WHERE deadline > now AND deadline <= now + interval '5 years'
        RETURNING id, owner
      ), audit AS (
        INSERT INTO audit_entries (event_id, actor, action)
        SELECT id, owner, 'created' FROM inserted
      )
      SELECT EXISTS (SELECT FROM inserted) AS is_inserted, deadline <= now AS is_past FROM clock`,
    values: [
      event.id,
      event.owner,
      event.title,
      event.description,
      event.deadlineMs,
      event.durationMinutes,
      event.timeZone,
      event.window?.start ?? null,
      event.window?.end ?? null,
    ],
  });
  const row = rows[0];
  if (row?.is_inserted) return { ok: true };
  return { ok: false, reason: row?.is_past ? 'in_the_past' : 'too_far_ahead' };
}
