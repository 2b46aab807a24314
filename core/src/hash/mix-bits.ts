/**
 * Spreads the bits of a 32-bit integer over all of them; unsigned. The finalizer of MurmurHash3 (Austin
 * Appleby, public domain): one to one, and each bit that goes in flips about half of those that come out.
 */
export function mixBits(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
