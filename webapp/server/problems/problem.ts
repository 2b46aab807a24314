import { z } from 'zod';
import { problemCodes, type ProblemCode } from './problem-codes.ts';

/** One field of the input that is wrong. */
export const fieldProblem = z
  .object({
    path: z
      .string()
      .meta({ description: 'Leads to the field, e.g. `constraint.2.end`; empty: the whole body.' }),
    code: z.string().meta({ description: 'What is wrong, e.g. `required`, `unknown_field`, `too_long`.' }),
    message: z.string(),
  })
  .meta({ id: 'FieldProblem' });
export type FieldProblem = z.infer<typeof fieldProblem>;

const codes = Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]];

/** The body of every refusal: application/problem+json (RFC 9457). */
export const problemBody = z
  .object({
    type: z.string().meta({ description: '`urn:whenly:problem:` and the code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'Says what to do.' }),
    code: z.enum(codes).meta({ description: 'Stable; decide by this.' }),
    fields: z.array(fieldProblem).optional().meta({ description: 'With `invalid`: at most 20.' }),
    operationId: z
      .string()
      .optional()
      .meta({ description: 'With `outcome_unknown`: send it with the retry.' }),
    eventId: z
      .string()
      .optional()
      .meta({ description: 'With `outcome_unknown`: the event, if it was created.' }),
    requestId: z.string().optional().meta({ description: 'With `internal_error`: stands in the log.' }),
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.infer<typeof problemBody>;

/** A refusal, as handlers return it. */
export interface Problem {
  readonly code: ProblemCode;
  /** Instead of the code's usual one. */
  readonly detail?: string;
  readonly fields?: readonly FieldProblem[];
  readonly operationId?: string;
  readonly eventId?: string;
  readonly requestId?: string;
}

export const statusOf = ({ code }: Problem): number => problemCodes[code].status;

export function toProblemBody({ code, detail, fields, ...rest }: Problem): ProblemBody {
  const { status, title, detail: usualDetail } = problemCodes[code];
  return {
    type: `urn:whenly:problem:${code}`,
    title,
    status,
    detail: detail ?? usualDetail,
    code,
    ...(fields && { fields: [...fields] }),
    ...rest,
  };
}
