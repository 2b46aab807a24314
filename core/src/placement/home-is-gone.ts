import type { PlacedEvent } from './placed-event.ts';
import type { Placement } from './placement.ts';

/** The event has a home, but that server is no longer there or does not live. */
export function homeIsGone({ home }: PlacedEvent, { servers }: Placement): boolean {
  return home !== null && servers.get(home)?.isAlive !== true;
}
