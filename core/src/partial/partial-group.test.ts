import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SchedulingTerms } from '../event/scheduling-terms.ts';
import { normalizeAvailability } from '../interval/normalize-availability.ts';
import { solve } from '../solver/solve.ts';
import { emptyPartial } from './empty-partial.ts';
import { decodePartial, encodePartial } from './encode-partial.ts';
import { mergePartials } from './merge-partials.ts';
import { layers, type Partial } from './partial.ts';
import { partialOf } from './partial-of.ts';
import { negatePartial } from './test/negate-partial.ts';

const terms: SchedulingTerms = {
  generation: 7,
  durationMinutes: 3,
  window: { start: 2, end: 45 },
  optional: new Set(['p1', 'p4']),
};

const interval = fc
  .tuple(fc.nat(40), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]) => ({ start, end: start + length }));
const half = fc.oneof(fc.nat(3), fc.integer({ min: 2 ** 48 - 3, max: 2 ** 48 - 1 }));
const submission = fc.record({
  availability: fc
    .record({ yes: fc.array(interval, { maxLength: 3 }), ifNeedBe: fc.array(interval, { maxLength: 2 }) })
    .map(normalizeAvailability),
  hash: fc.record({ hashA: half, hashB: half }),
});
const submissions = fc
  .array(submission, { maxLength: 6 })
  .map((list) => list.map((one, index) => ({ ...one, participant: `p${index}` })));
/** Partials of all kinds, also those with negative counts: the group's elements. */
const partial = fc
  .tuple(submissions, submissions)
  .map(([plus, minus]) =>
    mergePartials([partialOf(plus, terms), negatePartial(partialOf(minus, terms))], terms.generation),
  );

const merge = (...partials: Partial[]): Partial => mergePartials(partials, terms.generation);
const empty = emptyPartial(terms.generation);

describe('partials under merging', () => {
  it('are associative', () => {
    fc.assert(
      fc.property(partial, partial, partial, (a, b, c) => {
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      }),
    );
  });

  it('are commutative', () => {
    fc.assert(
      fc.property(partial, partial, (a, b) => {
        expect(merge(a, b)).toEqual(merge(b, a));
      }),
    );
  });

  it('have the empty partial as identity, and each an inverse', () => {
    fc.assert(
      fc.property(partial, (a) => {
        expect(merge(a, empty)).toEqual(a);
        expect(merge(a, negatePartial(a))).toEqual(empty);
      }),
    );
  });

  it('keep no change that is 0', () => {
    fc.assert(
      fc.property(partial, partial, (a, b) => {
        const { boundaries } = merge(a, b);
        expect(layers.flatMap((layer) => [...boundaries[layer].values()])).not.toContain(0);
      }),
    );
  });

  it('are refused when their terms differ', () => {
    expect(() => mergePartials([emptyPartial(1), emptyPartial(2)], 1)).toThrow('generation');
  });
});

describe('a partial', () => {
  it('is the same whether its submissions are added one by one, in any order, or all at once', () => {
    fc.assert(
      fc.property(
        submissions.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const added = shuffled.reduce((sum, one) => merge(sum, partialOf([one], terms)), empty);
          expect(added).toEqual(partialOf(list, terms));
        },
      ),
    );
  });

  it('is the earlier one again after a submission was added and removed, and empty at last', () => {
    fc.assert(
      fc.property(submissions, (list) => {
        let left = partialOf(list, terms);
        for (const [index, one] of list.entries()) {
          const without = merge(left, negatePartial(partialOf([one], terms)));
          expect(without).toEqual(partialOf(list.slice(index + 1), terms));
          expect(merge(without, partialOf([one], terms))).toEqual(left);
          left = without;
        }
        expect(left).toEqual(empty);
      }),
    );
  });

  it('gives the same result however its submissions are split over servers', () => {
    fc.assert(
      fc.property(submissions, fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }), (list, servers) => {
        const shares = [0, 1, 2, 3].map((server) =>
          partialOf(
            list.filter((_, index) => servers[index] === server),
            terms,
          ),
        );
        const whole = partialOf(list, terms);
        expect(merge(...shares)).toEqual(whole);
        expect(solve(merge(...shares.toReversed()), terms)).toEqual(solve(whole, terms));
      }),
    );
  });

  it('survives being encoded as JSON, which is the same for equal partials', () => {
    fc.assert(
      fc.property(partial, partial, (a, b) => {
        const json = JSON.stringify(encodePartial(merge(a, b)));
        expect(decodePartial(JSON.parse(json) as ReturnType<typeof encodePartial>)).toEqual(merge(a, b));
        expect(JSON.stringify(encodePartial(merge(b, a)))).toBe(json);
      }),
    );
  });
});

describe('the partial of one submission', () => {
  const availability = {
    yes: [{ start: 0, end: 10 }],
    ifNeedBe: [
      { start: 10, end: 12 },
      { start: 20, end: 22 },
    ],
  };
  const boundariesOf = (participant: string, itsTerms = terms) =>
    partialOf([{ participant, availability, hash: { hashA: 1, hashB: 2 } }], itsTerms).boundaries;

  it('counts a start whose stretch needs both levels as possible, but not as yes', () => {
    const { requiredAny, requiredYes, optionalAny } = boundariesOf('ann');
    expect([...requiredAny]).toEqual([
      [2, 1],
      [10, -1],
    ]);
    expect([...requiredYes]).toEqual([
      [2, 1],
      [8, -1],
    ]);
    expect(optionalAny.size).toBe(0);
  });

  it('lies on the optional layers for an optional person', () => {
    const { requiredAny, requiredYes, optionalAny, optionalYes } = boundariesOf('p1');
    expect([requiredAny.size, requiredYes.size]).toEqual([0, 0]);
    expect([...optionalAny]).toEqual([
      [2, 1],
      [10, -1],
    ]);
    expect([...optionalYes]).toEqual([
      [2, 1],
      [8, -1],
    ]);
  });

  it('is all of the window’s minutes without a duration', () => {
    const { requiredAny } = boundariesOf('ann', { ...terms, durationMinutes: null });
    expect([...requiredAny]).toEqual([
      [2, 1],
      [12, -1],
      [20, 1],
      [22, -1],
    ]);
  });
});
