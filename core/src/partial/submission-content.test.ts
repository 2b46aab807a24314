import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Interval } from '../interval/interval.ts';
import { normalizeAvailability } from '../interval/normalize-availability.ts';
import { contentHashOf } from './content-hash.ts';
import { submissionContent } from './submission-content.ts';

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.string({
    unit: fc.constantFrom('"', ',', '[', ']', '\\', '\ud800', '\udc00', '�', 'u', 'd'),
    maxLength: 5,
  }),
);
const interval = fc
  .tuple(fc.nat(12), fc.integer({ min: 1, max: 4 }))
  .map(([start, length]) => ({ start, end: start + length }));
const list = fc.array(interval, { maxLength: 2 });
const content = fc.tuple(name, name, fc.record({ yes: list, ifNeedBe: list }).map(normalizeAvailability));

type Content = Parameters<typeof submissionContent>;
const numbers = (intervals: readonly Interval[]): string =>
  intervals.map(({ start, end }) => `${start}-${end}`).join();
const isSame = ([eventA, nameA, a]: Content, [eventB, nameB, b]: Content): boolean =>
  eventA === eventB &&
  nameA === nameB &&
  numbers(a.yes) === numbers(b.yes) &&
  numbers(a.ifNeedBe) === numbers(b.ifNeedBe);

describe('the content of a submission', () => {
  it('is the same text, as UTF-8 too, only for the same submission', () => {
    const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('hex');
    fc.assert(
      fc.property(content, content, (a, b) => {
        const isSameText = utf8(submissionContent(...a)) === utf8(submissionContent(...b));
        expect(isSameText).toBe(isSame(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  it('tells yes from if need be, and one name from two', () => {
    const [some, none] = [[{ start: 1, end: 2 }], []];
    expect(submissionContent('e', 'p', { yes: some, ifNeedBe: none })).not.toBe(
      submissionContent('e', 'p', { yes: none, ifNeedBe: some }),
    );
    expect(submissionContent('a","b', 'c', { yes: none, ifNeedBe: none })).not.toBe(
      submissionContent('a', 'b","c', { yes: none, ifNeedBe: none }),
    );
    expect(submissionContent('e', '\ud800', { yes: none, ifNeedBe: none })).not.toBe(
      submissionContent('e', '\ufffd', { yes: none, ifNeedBe: none }),
    );
  });
});

describe('a content hash', () => {
  it('is the first 12 bytes, in two halves', () => {
    const bytes = Uint8Array.from([99, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 255, 254, 253, 252, 251, 250, 77]);
    expect(contentHashOf(bytes.subarray(1))).toEqual({ hashA: 0x0123456789ab, hashB: 0xfffefdfcfbfa });
  });

  it('is not made of fewer bytes', () => {
    expect(() => contentHashOf(new Uint8Array(11))).toThrow(RangeError);
  });
});
