/**
 * What `make` gives for a key, from the memory if it is there. When `limit` keys are remembered, the oldest
 * makes room. Only for pure functions: it saves work and never changes an answer.
 */
export function remember<Key, Value extends object>(
  memory: Map<Key, Value>,
  limit: number,
  key: Key,
  make: () => Value,
): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = make();
  if (memory.size >= limit) {
    const [oldest] = memory.keys();
    if (oldest !== undefined) memory.delete(oldest);
  }
  memory.set(key, value);
  return value;
}
