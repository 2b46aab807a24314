/** What the operator saw of the event servers, by UID. */
export interface ServerCensus {
  /** Those that were alive a moment ago, without any that drained or were deleted on purpose since. */
  readonly knownServers: readonly string[];
  /** Those that look alive now. New ones among them change nothing. */
  readonly aliveServers: readonly string[];
}

/**
 * Whether so many servers look dead at once that it is likelier that the operator does not see them: more
 * than half of those known, and at least 2. The caller then moves nothing, waits and raises an alert.
 */
export function shouldBrake({ knownServers, aliveServers }: ServerCensus): boolean {
  const known = new Set(knownServers);
  const alive = new Set(aliveServers);
  const lost = [...known].filter((uid) => !alive.has(uid)).length;
  return lost >= 2 && lost > known.size / 2;
}
