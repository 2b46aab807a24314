import type { PlacedEvent } from './placed-event.ts';
import type { Placement } from './placement.ts';

/** The event's home is handing its events over. */
export function homeIsDraining({ home }: PlacedEvent, { servers }: Placement): boolean {
  return home !== null && servers.get(home)?.isDraining === true;
}
