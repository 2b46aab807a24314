import type { Availability } from './availability.ts';
import { normalizeIntervals } from './normalize-intervals.ts';
import { subtractIntervals } from './subtract-intervals.ts';

/** The availability that somebody means who gave these intervals: where both say something, `yes` wins. */
export function normalizeAvailability({ yes, ifNeedBe }: Availability): Availability {
  const surely = normalizeIntervals(yes);
  return { yes: surely, ifNeedBe: subtractIntervals(normalizeIntervals(ifNeedBe), surely) };
}
