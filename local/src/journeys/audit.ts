import { withDatabase } from '../test/with-database.ts';
import type { JourneyEvent } from './journey-event.ts';

/**
 * Reads PostgreSQL itself, not the platform's own words: every acknowledged answer must be there once, in the
 * version that was acknowledged or a later one, and no other; and no event has two results.
 *
 * @returns what is wrong; nothing, if all is well.
 */
export async function audit(databaseUrl: string, events: readonly JourneyEvent[]): Promise<string[]> {
  const ids = events.map((event) => event.id);
  const { stored, results } = await withDatabase(databaseUrl, async (client) => ({
    stored: (
      await client.query<{ event_id: string; participant: string; version: number }>(
        'SELECT event_id, participant, version FROM submissions WHERE event_id = ANY($1::uuid[])',
        [ids],
      )
    ).rows,
    results: (
      await client.query<{ event_id: string; submissions: number }>(
        'SELECT event_id, submissions FROM results WHERE event_id = ANY($1::uuid[])',
        [ids],
      )
    ).rows,
  }));
  const faults: string[] = [];
  for (const event of events) {
    const rows = new Map(
      stored.filter((row) => row.event_id === event.id).map((row) => [row.participant, row.version]),
    );
    for (const [name, { version }] of event.acknowledged) {
      if (rows.get(name) !== version) {
        faults.push(
          `${event.id}: ${name} was told version ${version}, stored is ${rows.get(name) ?? 'nothing'}`,
        );
      }
      rows.delete(name);
    }
    for (const name of rows.keys()) faults.push(`${event.id}: ${name} is stored, and was never acknowledged`);
    const counts = results.filter((row) => row.event_id === event.id).map((row) => row.submissions);
    if (counts.length !== 1 || counts[0] !== event.acknowledged.size) {
      faults.push(
        `${event.id}: results counting [${counts.join()}], acknowledged ${event.acknowledged.size}`,
      );
    }
  }
  return faults;
}
