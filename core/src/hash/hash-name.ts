import { mixBits } from './mix-bits.ts';

/** 64 bits that stand for a name, as two unsigned 32-bit halves. Not cryptographic. */
export interface NameHash {
  readonly high: number;
  readonly low: number;
}

/**
 * Hashes the UTF-16 code units of a name with two independent multiplicative hashes (FNV-1a's prime, and
 * the second constant of xxHash32), each finished with `mixBits`. The same on every machine.
 */
export function hashName(name: string): NameHash {
  let high = 0x811c9dc5;
  let low = 0x9e3779b1;
  for (let index = 0; index < name.length; index += 1) {
    const unit = name.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca77);
    // Multiplying carries bits upwards only: bring some back down.
    low ^= low >>> 15;
  }
  return { high: mixBits(high ^ (low >>> 7)), low: mixBits(low ^ name.length) };
}
