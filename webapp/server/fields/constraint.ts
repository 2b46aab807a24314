import { levels, type WrittenInterval } from '@whenly/core/interval/constraint';
import { maxIntervals } from '@whenly/core/interval/read-constraint';
import { z } from 'zod';
import { limitedArray } from './limited-array.ts';
import { writtenTime } from './written-time.ts';

const pair = z.tuple([writtenTime, writtenTime]).transform(([start, end]): WrittenInterval => ({
  start,
  end,
  level: 'yes',
}));

const written = z
  .strictObject({ start: writtenTime, end: writtenTime, level: z.enum(levels).default('yes') })
  .transform((interval): WrittenInterval => interval);

const shape = 'Give a list of intervals, each as [from, to] or as {start, end, level}.';
const interval = z.union([pair, written], shape).meta({ id: 'WrittenInterval' });

/** When somebody can come: a list of intervals, or a single one. */
export const constraint = z
  .union(
    [
      limitedArray(interval, { min: 1, max: maxIntervals }),
      pair.transform(toList),
      written.transform(toList),
    ],
    shape,
  )
  .meta({
    description:
      'When you can come: at least one interval, each `[from, to]` (from included, to not) or an object. Alternatively a single one.',
    examples: [[['2026-03-30 09:00', '2026-03-30 12:00']]],
  });

function toList(single: WrittenInterval): WrittenInterval[] {
  return [single];
}
