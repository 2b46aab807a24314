import type { Queryable } from '../database.ts';

export interface NewParticipant {
  readonly username: string;
  readonly required: boolean;
}

export async function insertParticipants(
  db: Queryable,
  eventId: string,
  participants: readonly NewParticipant[],
): Promise<void> {
  await db.query({
    name: 'insert-participants',
    text: `
      INSERT INTO participants (event_id, participant, required)
      SELECT $1::uuid, i.participant, i.required
      FROM unnest($2::text[], $3::boolean[]) AS i (participant, required)`,
    values: [
      eventId,
      participants.map((participant) => participant.username),
      participants.map((participant) => participant.required),
    ],
  });
}
