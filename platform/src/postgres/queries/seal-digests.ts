import type { Digest } from '@whenly/core/partial/digest';
import type { Queryable } from '../database.ts';

export interface SealedShare {
  readonly eventId: string;
  /** The event server whose partial should have this digest; null: submissions that no partial stands for. */
  readonly serverUid: string | null;
  readonly digest: Digest;
  /** How much the submissions take up in the table. */
  readonly bytes: number;
}

/** What each event server's partial of each event must add up to, from the rows. Run after the freeze. */
export async function sealDigests(db: Queryable, eventIds: readonly string[]): Promise<SealedShare[]> {
  const { rows } = await db.query<{
    event_id: string;
    server_uid: string | null;
    count: number;
    hash_a: number;
    hash_b: number;
    bytes: number;
  }>({
    name: 'seal-digests',
    text: `
      SELECT event_id, server_uid, count(*) AS count,
        (sum(hash_a) % 281474976710656)::bigint AS hash_a,
        (sum(hash_b) % 281474976710656)::bigint AS hash_b,
        sum(pg_column_size(availability)) AS bytes
      FROM submissions
      WHERE event_id = ANY($1::uuid[])
      GROUP BY event_id, server_uid`,
    values: [eventIds],
  });
  return rows.map((row) => ({
    eventId: row.event_id,
    serverUid: row.server_uid,
    digest: { count: row.count, hashA: row.hash_a, hashB: row.hash_b },
    bytes: row.bytes,
  }));
}
