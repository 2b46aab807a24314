/** Adds a change at a minute, in place. Changes of 0 are never kept. */
export function addChange(boundaries: Map<number, number>, minute: number, change: number): void {
  const sum = (boundaries.get(minute) ?? 0) + change;
  if (sum === 0) boundaries.delete(minute);
  else boundaries.set(minute, sum);
}
