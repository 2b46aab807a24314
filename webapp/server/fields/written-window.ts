import { z } from 'zod';
import { writtenTime } from './written-time.ts';

const pair = z.tuple([writtenTime, writtenTime]).transform(([start, end]) => ({ start, end }));

/** Within which time the event is to take place, as written. */
export const writtenWindow = z
  .union([z.strictObject({ start: writtenTime, end: writtenTime }), pair], 'Give {start, end} or [from, to].')
  .meta({ description: 'Availability outside of it does not count.' });
