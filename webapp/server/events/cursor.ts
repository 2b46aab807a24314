import type { EventPosition } from '@whenly/platform/postgres/event-summary';
import { z } from 'zod';

export const eventLists = ['created', 'participated', 'pending'] as const;
export type EventList = (typeof eventLists)[number];

/** Where one of a user's lists goes on. Opaque to clients. */
export interface Cursor {
  readonly list: EventList;
  readonly position: EventPosition;
}

const content = z.tuple([z.enum(eventLists), z.int(), z.uuid()]);

export const writeCursor = ({ list, position }: Cursor): string =>
  Buffer.from(JSON.stringify([list, position.at, position.id])).toString('base64url');

/** @returns `null` when no cursor of ours reads like this. */
export function readCursor(text: string): Cursor | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const parsed = content.safeParse(json);
    if (!parsed.success) return null;
    const [list, at, id] = parsed.data;
    return { list, position: { at, id } };
  } catch {
    return null;
  }
}
