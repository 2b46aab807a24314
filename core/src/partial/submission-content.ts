import type { Availability } from '../interval/availability.ts';
import type { Interval } from '../interval/interval.ts';

/**
 * The canonical text of a submission, to be hashed. Two different submissions never have the same text,
 * whatever characters the names hold, because JSON can be read back; unpaired surrogates are escaped, so
 * encoding it as UTF-8 keeps that true. The availability is normalized, as always.
 */
export function submissionContent(eventId: string, participant: string, availability: Availability): string {
  return JSON.stringify([eventId, participant, pairs(availability.yes), pairs(availability.ifNeedBe)]);
}

function pairs(intervals: readonly Interval[]): [number, number][] {
  return intervals.map(({ start, end }) => [start, end]);
}
