import type { PlacedEvent } from './placed-event.ts';

/** The event never had a home. */
export function homeIsMissing({ home }: PlacedEvent): boolean {
  return home === null;
}
