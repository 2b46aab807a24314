import { z } from 'zod';

const eventId = z.uuid().transform((text) => text.toLowerCase());

/** The parameters of a path that names an event. */
export const eventIdParams = z.object({ id: eventId });

/** An event's id in its canonical form (lower case); `null` when no event can have this id. */
export const readEventId = (text: string): string | null => eventId.safeParse(text).data ?? null;
