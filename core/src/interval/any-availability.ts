import type { Availability } from './availability.ts';
import { clipIntervals } from './clip-intervals.ts';
import type { Interval } from './interval.ts';
import { normalizeIntervals } from './normalize-intervals.ts';

/** When somebody can come at all, yes or if need be, inside the window; normalized. */
export function anyAvailability(
  { yes, ifNeedBe }: Availability,
  window: Interval | null,
): readonly Interval[] {
  if (ifNeedBe.length === 0) return clipIntervals(yes, window);
  return clipIntervals(normalizeIntervals([...yes, ...ifNeedBe]), window);
}
