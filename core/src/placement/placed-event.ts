import type { PlacementPolicy } from './placement-policy.ts';

/** An open event as placement sees it. */
export interface PlacedEvent {
  readonly id: string;
  /** The UID of its home; `null` if it never had one. */
  readonly home: string | null;
  readonly policy: PlacementPolicy;
}
