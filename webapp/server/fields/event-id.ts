import { z } from 'zod';

const uuid = z.uuid();

/** An event's id in its canonical form (lower case); `null` when no event can have this id. */
export function readEventId(text: string): string | null {
  return uuid.safeParse(text).success ? text.toLowerCase() : null;
}
