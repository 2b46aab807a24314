import { z } from 'zod';

/** A time as people write it; which instant it means is up to the event's time zone. */
export const writtenTime = z
  .string()
  .min(1)
  .max(64)
  .meta({
    id: 'WrittenTime',
    description: '`YYYY-MM-DD HH:mm` in the event’s time zone, or RFC 3339 with an offset.',
    examples: ['2026-03-30 09:00', '2026-03-30T09:00:00+02:00'],
  });
