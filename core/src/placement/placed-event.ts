import type { PlacementPolicy } from './placement-policy.ts';

/** An unfinished event as placement sees it. */
export interface PlacedEvent {
  readonly id: string;
  /** The UID of its home; `null` if it has none. */
  readonly home: string | null;
  readonly policy: PlacementPolicy;
}
