import type { PlacedEvent } from './placed-event.ts';

/** The event has no home. */
export function homeIsMissing({ home }: PlacedEvent): boolean {
  return home === null;
}
