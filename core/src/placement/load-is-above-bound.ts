import type { PlacedEvent } from './placed-event.ts';
import type { Placement } from './placement.ts';

/** The event's home has more events than it should; false again as soon as enough of them have left. */
export function loadIsAboveBound({ home }: PlacedEvent, { loads, bound }: Placement): boolean {
  return home !== null && (loads.get(home) ?? 0) > bound;
}
