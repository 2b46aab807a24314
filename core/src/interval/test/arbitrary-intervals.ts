import fc from 'fast-check';
import { normalizeIntervals } from '../normalize-intervals.ts';

/** Few minutes, so that intervals often meet. */
export const anInterval = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 15 }))
  .map(([start, length]) => ({ start, end: start + length }));

export const intervalList = fc.array(anInterval, { maxLength: 8 });

export const normalizedList = intervalList.map(normalizeIntervals);
