import type { Availability } from '../interval/availability.ts';

/** What one participant of an event answered. Nobody has more than one submission for an event. */
export interface Submission {
  readonly participant: string;
  readonly availability: Availability;
}
