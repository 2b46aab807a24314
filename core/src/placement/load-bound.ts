/**
 * The most events that a server should be home of: 1.25 times the even share, rounded up, at least 1.
 * The bound of consistent hashing with bounded loads (Mirrokni, Thorup and Zadimoghaddam 2018), c = 1.25.
 */
export function loadBound(totalEvents: number, serverCount: number): number {
  return Math.max(1, Math.ceil((totalEvents * 5) / (serverCount * 4)));
}
