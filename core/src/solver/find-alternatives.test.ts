import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SchedulingTerms } from '../event/scheduling-terms.ts';
import type { Submission } from '../event/submission.ts';
import type { Interval } from '../interval/interval.ts';
import { normalizeAvailability } from '../interval/normalize-availability.ts';
import { findAlternatives } from './find-alternatives.ts';
import { naiveSolve } from './naive-solve.ts';

type Pairs = [number, number][];
const intervals = (pairs: Pairs): Interval[] => pairs.map(([start, end]) => ({ start, end }));
const says = (participant: string, yes: Pairs, ifNeedBe: Pairs = []): Submission => ({
  participant,
  availability: { yes: intervals(yes), ifNeedBe: intervals(ifNeedBe) },
});
const terms = (
  durationMinutes: number | null,
  optional: string[] = [],
  window: Interval | null = null,
): SchedulingTerms => ({ generation: 1, durationMinutes, window, optional: new Set(optional) });

describe('the alternatives to an event without a solution', () => {
  it('name the one who is missing and the smallest change that would do', () => {
    const submissions = [says('ann', [[0, 60]]), says('bob', [[0, 60]]), says('eve', [[45, 200]])];
    expect(findAlternatives(submissions, terms(60))[0]).toEqual({
      start: 0,
      end: 60,
      absences: [{ participant: 'eve', missing: [{ start: 0, end: 45 }] }],
      optional: 0,
      ifNeedBe: 0,
    });
  });

  it('are where the fewest required people are missing, before more optional ones', () => {
    const submissions = [
      says('ann', [
        [0, 10],
        [100, 110],
      ]),
      says('bob', [[0, 10]]),
      says('eve', [[200, 210]]),
      says('joe', [[100, 110]]),
    ];
    const [first, second] = findAlternatives(submissions, terms(10, ['joe']));
    expect(first).toMatchObject({ start: 0, optional: 0, absences: [{ participant: 'eve' }] });
    expect(second).toMatchObject({
      start: 100,
      optional: 1,
      absences: [{ participant: 'bob' }, { participant: 'eve' }],
    });
  });

  it('move within a run to where the fewest minutes are missing', () => {
    const submissions = [says('ann', [[0, 600]]), says('bob', [[300, 340]])];
    expect(findAlternatives(submissions, terms(60))).toMatchObject([
      { start: 280, end: 340, absences: [{ participant: 'bob', missing: [{ start: 280, end: 300 }] }] },
    ]);
  });

  it('are not several shifts of the same time', () => {
    const submissions = [says('ann', [[0, 60]]), says('bob', [[100, 160]]), says('eve', [])];
    expect(findAlternatives(submissions, terms(60)).map(({ start }) => start)).toEqual([0, 100]);
  });

  it('are not shifts of a better time that more people miss', () => {
    const submissions = [says('ann', [[0, 60]]), says('bob', [[0, 90]]), says('eve', [[500, 560]])];
    expect(findAlternatives(submissions, terms(60)).map(({ start }) => start)).toEqual([0, 500]);
  });

  it('may overlap when other people are missing', () => {
    const submissions = [says('ann', [[0, 60]]), says('bob', [[30, 90]])];
    expect(findAlternatives(submissions, terms(60)).map(({ start }) => start)).toEqual([0, 30]);
  });

  it('include times at which nobody can come only if there is nothing better', () => {
    const submissions = [says('ann', [[0, 30]]), says('bob', [[0, 30]])];
    expect(findAlternatives(submissions, terms(60))).toMatchObject([
      { start: -30, end: 30, absences: [{ participant: 'ann' }, { participant: 'bob' }] },
    ]);
  });

  it('without a duration are whole stretches', () => {
    const submissions = [says('ann', [[0, 60]]), says('bob', [[100, 130]], [[130, 160]])];
    expect(findAlternatives(submissions, terms(null))).toEqual([
      {
        start: 0,
        end: 60,
        absences: [{ participant: 'bob', missing: [{ start: 0, end: 60 }] }],
        optional: 0,
        ifNeedBe: 0,
      },
      {
        start: 100,
        end: 130,
        absences: [{ participant: 'ann', missing: [{ start: 100, end: 130 }] }],
        optional: 0,
        ifNeedBe: 0,
      },
    ]);
  });

  it('stay inside the window', () => {
    const submissions = [says('ann', [[0, 130]]), says('bob', [[115, 200]])];
    expect(findAlternatives(submissions, terms(60, [], { start: 50, end: 120 }))).toMatchObject([
      { start: 60, end: 120, absences: [{ participant: 'bob', missing: [{ start: 60, end: 115 }] }] },
    ]);
  });

  it('do not exist when the window is too short, nobody can ever come, or nobody is required', () => {
    const ann = says('ann', [[0, 30]]);
    expect(findAlternatives([ann], terms(60, [], { start: 0, end: 59 }))).toEqual([]);
    expect(findAlternatives([says('ann', [])], terms(60))).toEqual([]);
    expect(findAlternatives([ann], terms(60, ['ann']))).toEqual([]);
    expect(findAlternatives([], terms(60))).toEqual([]);
  });
});

const interval = fc
  .tuple(fc.nat(40), fc.integer({ min: 1, max: 25 }))
  .map(([start, length]) => ({ start, end: start + length }));
const cases = fc
  .record({
    answers: fc.array(
      fc.record({
        yes: fc.array(interval, { maxLength: 2 }),
        ifNeedBe: fc.array(interval, { maxLength: 1 }),
        isOptional: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    duration: fc.integer({ min: 1, max: 20 }),
    window: fc.option(interval),
  })
  .map(({ answers, duration, window }) => ({
    submissions: answers.map((answer, index) => ({
      participant: `p${index}`,
      availability: normalizeAvailability(answer),
    })),
    terms: terms(
      duration,
      answers.flatMap(({ isOptional }, index) => (isOptional ? [`p${index}`] : [])),
      window,
    ),
  }));

/** How good a time is, counted minute by minute: the smaller in the order of its parts, the better. */
function gradeOf(
  start: number,
  submissions: readonly Submission[],
  { durationMinutes, optional }: SchedulingTerms,
) {
  let [absent, optionalComing, ifNeedBe, missingMinutes] = [0, 0, 0, 0];
  for (const { participant, availability } of submissions) {
    const holds = (list: readonly Interval[], minute: number) =>
      list.some(({ start: from, end }) => from <= minute && minute < end);
    let [missing, reluctant] = [0, 0];
    for (let minute = start; minute < start + (durationMinutes ?? 1); minute += 1) {
      if (holds(availability.yes, minute)) continue;
      if (holds(availability.ifNeedBe, minute)) reluctant += 1;
      else missing += 1;
    }
    if (missing === 0 && reluctant > 0) ifNeedBe += 1;
    if (optional.has(participant)) optionalComing += missing === 0 ? 1 : 0;
    else {
      absent += missing > 0 ? 1 : 0;
      missingMinutes += missing;
    }
  }
  return [absent, -optionalComing, ifNeedBe, missingMinutes, start];
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  const differs = a.findIndex((part, index) => part !== b[index]);
  return differs >= 0 && (a[differs] ?? 0) < (b[differs] ?? 0);
}

describe('the first alternative', () => {
  it('is the best of all times, counted minute by minute', () => {
    fc.assert(
      fc.property(cases, ({ submissions, terms }) => {
        fc.pre(naiveSolve(submissions, terms).outcome === 'no_solution');
        const [first] = findAlternatives(submissions, terms);
        fc.pre(first !== undefined);
        // Whoever comes from outside the window does not count.
        const { window } = terms;
        const clipped = submissions.map(({ participant, availability }) => {
          const inside = (list: readonly Interval[]) =>
            list
              .map(({ start, end }) => ({
                start: Math.max(start, window?.start ?? start),
                end: Math.min(end, window?.end ?? end),
              }))
              .filter(({ start, end }) => start < end);
          return {
            participant,
            availability: { yes: inside(availability.yes), ifNeedBe: inside(availability.ifNeedBe) },
          };
        });
        const grade = gradeOf(first.start, clipped, terms);
        expect([first.absences.length, -first.optional, first.ifNeedBe]).toEqual(grade.slice(0, 3));
        const length = terms.durationMinutes ?? 1;
        expect(first.end - first.start).toBe(length);
        const [from, to] = [window?.start ?? -20, window?.end ?? 90];
        for (let start = from; start + length <= to; start += 1) {
          const touches = clipped.some(({ availability }) =>
            [...availability.yes, ...availability.ifNeedBe].some(
              (interval) => interval.start < start + length && start < interval.end,
            ),
          );
          const other = gradeOf(start, clipped, terms);
          if (touches && isBetter(other, grade))
            throw new Error(`${other.join()} is better than ${grade.join()}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('works once everybody who is absent adds what is missing', () => {
    fc.assert(
      fc.property(cases, ({ submissions, terms }) => {
        fc.pre(naiveSolve(submissions, terms).outcome === 'no_solution');
        for (const { start, end, absences } of findAlternatives(submissions, terms)) {
          const missing = new Map(absences.map((absence) => [absence.participant, absence.missing]));
          const changed = submissions.map(({ participant, availability }) => ({
            participant,
            availability: {
              ...availability,
              yes: [...availability.yes, ...(missing.get(participant) ?? [])],
            },
          }));
          const onlyThen = { ...terms, window: { start, end } };
          expect(naiveSolve(changed, onlyThen)).toMatchObject({ interval: { start, end } });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
