import { z } from 'zod';

/** A stretch of time in minutes since the Unix epoch, half-open. */
const stretch = { start: z.int(), end: z.int() };
const pair = z.tuple([z.int(), z.int()]);
const counts = { optional: z.int().min(0), ifNeedBe: z.int().min(0) };

/** What the column `results.details` holds: written by the event server, read by the web app. */
export const resultDetails = z.object({
  /** The best interval; null unless the outcome is `scheduled`. */
  interval: pair.nullable(),
  /** The common intervals, best first. */
  intervals: z.array(z.object({ ...stretch, ...counts })),
  /** How many common intervals there are in all; `intervals` may hold fewer. */
  total: z.int().min(0),
  /** What would nearly have worked, when nothing suits everybody. */
  alternatives: z.array(
    z.object({
      ...stretch,
      ...counts,
      absences: z.array(z.object({ participant: z.string(), missing: z.array(pair) })),
    }),
  ),
  /** The named people who never answered. */
  unanswered: z.array(z.string()),
});
export type ResultDetails = z.infer<typeof resultDetails>;
