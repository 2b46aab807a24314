/** The minute (since the Unix epoch) as RFC 3339 in UTC, like `2026-03-29T01:30:00Z`. */
export function formatMinute(minute: number): string {
  return new Date(minute * 60_000).toISOString().replace('.000Z', 'Z');
}
