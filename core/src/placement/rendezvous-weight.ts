import type { NameHash } from '../hash/hash-name.ts';
import { mixBits } from '../hash/mix-bits.ts';

/** How strongly an event is drawn to a server: 53 bits that look random, but are always the same. */
export function rendezvousWeight(event: NameHash, server: NameHash): number {
  const first = mixBits(event.high ^ server.low);
  const second = mixBits((event.low + first) ^ server.high);
  return mixBits(first + Math.imul(second, 0x9e3779b1)) * 2 ** 21 + (second >>> 11);
}
