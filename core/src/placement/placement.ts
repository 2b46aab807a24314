import type { PlacementServer } from './placement-server.ts';

/** What the policies look at, as it stands while a plan is made. */
export interface Placement {
  readonly servers: ReadonlyMap<string, PlacementServer>;
  /** How many events each server is home of, once the moves planned so far are made. */
  readonly loads: ReadonlyMap<string, number>;
  /** The most events that a server should be home of. */
  readonly bound: number;
}
