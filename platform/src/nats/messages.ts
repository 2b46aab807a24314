import { layers } from '@whenly/core/partial/partial';
import { levels } from '@whenly/core/interval/constraint';
import { submissionRefusals } from '@whenly/core/protocol/refusal';
import { z } from 'zod';

/**
 * Everything that the services say to each other on NATS. No message is a promise: a lost one costs time,
 * never correctness. Both ends check what they receive against these schemas, and pass over fields they do not
 * know yet: during a rollout old and new versions talk to each other.
 */

const minutes = z.tuple([z.int(), z.int()]);
const hashHalf = z
  .int()
  .min(0)
  .max(2 ** 48 - 1);

/** Web app → an event server: take this submission. */
export const submitRequest = z.object({
  eventId: z.uuid(),
  participant: z.string().min(1).max(64),
  /** Made once per user action; a retry carries the same one. */
  operationId: z.string().min(1).max(64),
  /** When the person asked, in milliseconds since the Unix epoch by PostgreSQL's clock; retries keep it. */
  issuedAtMs: z.number(),
  constraint: z.array(z.object({ start: z.string(), end: z.string(), level: z.enum(levels) })),
});
export type SubmitRequest = z.infer<typeof submitRequest>;

export const submitReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), version: z.int().positive(), server: z.string() }),
  z.object({
    ok: z.literal(false),
    /** `outcome_unknown`: the database did not answer in time; a retry finds out whether it was written. */
    reason: z.enum([...submissionRefusals, 'outcome_unknown']),
    problems: z
      .array(
        z.object({
          path: z.array(z.union([z.string(), z.number()])),
          code: z.string(),
          message: z.string(),
        }),
      )
      .optional(),
  }),
]);
export type SubmitReply = z.infer<typeof submitReply>;

/** A home → an event server: your partials of these events, please. */
export const gatherRequest = z.object({ eventIds: z.array(z.uuid()).max(1000) });
export type GatherRequest = z.infer<typeof gatherRequest>;

const boundaries = z.array(minutes);
export const encodedPartial = z.object({
  /** Partials that were computed in another way must not be mixed: then this is another number. */
  format: z.literal(1),
  generation: z.int(),
  digest: z.object({ count: z.int(), hashA: hashHalf, hashB: hashHalf }),
  required: z.int(),
  boundaries: z.object(
    Object.fromEntries(layers.map((layer) => [layer, boundaries])) as Record<
      (typeof layers)[number],
      typeof boundaries
    >,
  ),
});
/** An event that is left out: this server has no partial of it, or too large a one; compute it from the rows. */
export const gatherReply = z.object({ partials: z.record(z.uuid(), encodedPartial) });
export type GatherReply = z.infer<typeof gatherReply>;

/** An event server → the one that took the person's earlier submission: this version was replaced, take it out. */
export const withdrawMessage = z.object({
  eventId: z.uuid(),
  participant: z.string(),
  version: z.int().positive(),
});
export type WithdrawMessage = z.infer<typeof withdrawMessage>;

/** To everybody: this event has ended; its result is in PostgreSQL. */
export const finishedMessage = z.object({ eventId: z.uuid(), outcome: z.string() });
export type FinishedMessage = z.infer<typeof finishedMessage>;
