import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Solution } from '../event/result.ts';
import type { SchedulingTerms } from '../event/scheduling-terms.ts';
import type { Interval } from '../interval/interval.ts';
import { normalizeAvailability } from '../interval/normalize-availability.ts';
import { parseTime } from '../interval/parse-time.ts';
import { emptyPartial } from '../partial/empty-partial.ts';
import { partialOf } from '../partial/partial-of.ts';
import { maxCommonIntervals } from './max-common-intervals.ts';
import { naiveSolve } from './naive-solve.ts';
import { solve } from './solve.ts';

interface Answer {
  readonly yes: readonly Interval[];
  readonly ifNeedBe: readonly Interval[];
  readonly isOptional: boolean;
}

interface Case {
  readonly answers: readonly Answer[];
  readonly durationMinutes: number | null;
  readonly window: Interval | null;
}

/** Both solutions of a case: the solver's and the oracle's. */
function solveBoth({ answers, durationMinutes, window }: Case): [Solution, Solution] {
  const optional = new Set(answers.flatMap(({ isOptional }, index) => (isOptional ? [`p${index}`] : [])));
  const terms: SchedulingTerms = { generation: 1, durationMinutes, window, optional };
  const submissions = answers.map((answer, index) => ({
    participant: `p${index}`,
    availability: normalizeAvailability(answer),
    hash: { hashA: index, hashB: 1 },
  }));
  return [solve(partialOf(submissions, terms), terms), naiveSolve(submissions, terms)];
}

/** Compares without jest's `toEqual`, which would take most of the time of 100,000 cases. */
function agree(one: Case): boolean {
  const [solution, oracle] = solveBoth(one);
  return JSON.stringify(sorted(solution)) === JSON.stringify(sorted(oracle));
}

function sorted(solution: Solution): unknown {
  if (solution.outcome !== 'scheduled') return solution;
  const { interval, intervals, total } = solution;
  return [
    interval.start,
    interval.end,
    total,
    intervals.map((i) => [i.start, i.end, i.optional, i.ifNeedBe]),
  ];
}

const intervalIn = (range: number, longest: number): fc.Arbitrary<Interval> =>
  fc
    .tuple(fc.nat(range - 1), fc.integer({ min: 1, max: longest }))
    .map(([start, length]) => ({ start, end: Math.min(range, start + length) }));

function cases(range: number, longest: number, people: number): fc.Arbitrary<Case> {
  const interval = intervalIn(range, longest);
  const answer = fc.record({
    yes: fc.array(interval, { maxLength: 3 }),
    ifNeedBe: fc.array(interval, { maxLength: 2 }),
    isOptional: fc.boolean(),
  });
  return fc.record({
    answers: fc.array(answer, { minLength: 1, maxLength: people }),
    durationMinutes: fc.option(fc.integer({ min: 1, max: Math.ceil(range / 4) })),
    window: fc.option(interval),
  });
}

/** The nights on which clocks change: by an hour forward and back, and by half an hour on Lord Howe. */
const nights = [
  ['Europe/Rome', '2026-03-29'],
  ['Europe/Rome', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
] as const;

/** Intervals between quarter hours of such a night, as people write them; times that do not exist are left out. */
function nightCases(timeZone: string, date: string): fc.Arbitrary<Case> {
  const quarters = Array.from({ length: 14 }, (_, index) => {
    const minutes = 60 + index * 15;
    const text = `${date} 0${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
    return (['earlier', 'later'] as const).map((ambiguous) => parseTime(text, timeZone, { ambiguous }));
  });
  const minutes = quarters.flat().flatMap((parsed) => (parsed.ok ? [parsed.minute] : []));
  const interval = fc
    .tuple(fc.constantFrom(...minutes), fc.constantFrom(...minutes))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + (a === b ? 15 : 0) }));
  const answer = fc.record({
    yes: fc.array(interval, { maxLength: 2 }),
    ifNeedBe: fc.array(interval, { maxLength: 1 }),
    isOptional: fc.boolean(),
  });
  return fc.record({
    answers: fc.array(answer, { minLength: 1, maxLength: 3 }),
    durationMinutes: fc.constantFrom(null, 15, 30, 60),
    window: fc.option(interval),
  });
}

describe('the solver and the oracle that asks everybody about every minute', () => {
  it('agree when few people answer within few minutes, so that everything touches', () => {
    fc.assert(fc.property(cases(12, 8, 3), agree), { numRuns: 50_000 });
  });
  it('agree when many answer within an hour', () => {
    fc.assert(fc.property(cases(60, 60, 6), agree), { numRuns: 30_000 });
  });
  it('agree when long intervals meet within two hours', () => {
    fc.assert(fc.property(cases(120, 110, 3), agree), { numRuns: 15_000 });
  });
  it.each(nights)('agree in %s on the night of %s, when the clocks change', (timeZone, date) => {
    fc.assert(fc.property(nightCases(timeZone, date), agree), { numRuns: 1000 });
  });
});

const answer = (yes: [number, number][], ifNeedBe: [number, number][] = [], isOptional = false): Answer => ({
  yes: yes.map(([start, end]) => ({ start, end })),
  ifNeedBe: ifNeedBe.map(([start, end]) => ({ start, end })),
  isOptional,
});
const optionalAnswer = (yes: [number, number][]): Answer => answer(yes, [], true);

function solved(
  answers: Answer[],
  durationMinutes: number | null = null,
  window: Interval | null = null,
): Solution {
  const [solution, oracle] = solveBoth({ answers, durationMinutes, window });
  expect(solution).toEqual(oracle);
  return solution;
}

describe('a solution', () => {
  it('says so when nobody has answered', () => {
    expect(solved([])).toEqual({ outcome: 'no_constraints' });
  });

  it('is the time that all required people share', () => {
    expect(solved([answer([[0, 60]]), answer([[30, 90]])])).toEqual({
      outcome: 'scheduled',
      interval: { start: 30, end: 60 },
      intervals: [{ start: 30, end: 60, optional: 0, ifNeedBe: 0 }],
      total: 1,
    });
  });

  it('is as long as the duration, and says how much room there is around it', () => {
    expect(solved([answer([[0, 60]]), answer([[30, 95]])], 20)).toMatchObject({
      interval: { start: 30, end: 50 },
      intervals: [{ start: 30, end: 60 }],
    });
  });

  it('does not exist when the shared time is a minute too short', () => {
    const answers = [answer([[0, 60]]), answer([[30, 90]])];
    expect(solved(answers, 30)).toMatchObject({ outcome: 'scheduled' });
    expect(solved(answers, 31)).toEqual({ outcome: 'no_solution' });
  });

  it('does not exist when somebody required never can', () => {
    expect(solved([answer([[0, 60]]), answer([])])).toEqual({ outcome: 'no_solution' });
  });

  it('does not count intervals that merely touch as shared time', () => {
    expect(solved([answer([[0, 30]]), answer([[30, 60]])])).toEqual({ outcome: 'no_solution' });
  });

  it('stays inside the window', () => {
    const window = { start: 10, end: 40 };
    expect(solved([answer([[0, 60]])], 20, window)).toMatchObject({ intervals: [{ start: 10, end: 40 }] });
    expect(solved([answer([[0, 60]])], 31, window)).toEqual({ outcome: 'no_solution' });
  });

  it('prefers more optional people to fewer answers that are if need be, and those to an earlier time', () => {
    const required = answer(
      [
        [0, 10],
        [20, 30],
        [60, 70],
      ],
      [[40, 50]],
    );
    const solution = solved([
      required,
      optionalAnswer([
        [20, 30],
        [40, 50],
        [60, 65],
      ]),
    ]);
    expect(solution).toMatchObject({
      intervals: [
        { start: 20, end: 30, optional: 1, ifNeedBe: 0 },
        { start: 60, end: 65, optional: 1, ifNeedBe: 0 },
        { start: 40, end: 50, optional: 1, ifNeedBe: 1 },
        { start: 0, end: 10, optional: 0, ifNeedBe: 0 },
        { start: 65, end: 70, optional: 0, ifNeedBe: 0 },
      ],
    });
  });

  it('never waits for optional people', () => {
    expect(solved([answer([[0, 10]]), optionalAnswer([[20, 30]])])).toMatchObject({
      interval: { start: 0, end: 10 },
    });
  });

  it('suits most optional people when only they have answered', () => {
    expect(solved([optionalAnswer([[0, 30]]), optionalAnswer([[20, 40]])])).toMatchObject({
      interval: { start: 20, end: 30 },
    });
    expect(solved([optionalAnswer([])])).toEqual({ outcome: 'no_solution' });
  });

  it('counts a stretch that needs both levels as if need be', () => {
    expect(solved([answer([[0, 30]], [[30, 60]])], 60)).toMatchObject({
      intervals: [{ start: 0, end: 60, ifNeedBe: 1 }],
    });
  });

  it('is not split where one optional person goes as another comes', () => {
    const answers = [answer([[0, 60]]), optionalAnswer([[0, 30]]), optionalAnswer([[30, 60]])];
    expect(solved(answers)).toMatchObject({ intervals: [{ start: 0, end: 60, optional: 1 }], total: 1 });
  });

  it('lists at most a hundred common intervals and counts all', () => {
    const yes = Array.from({ length: 150 }, (_, index): [number, number] => [index * 3, index * 3 + 2]);
    const solution = solved([answer(yes)]);
    expect(solution).toMatchObject({ total: 150 });
    expect(solution.outcome === 'scheduled' && solution.intervals.length).toBe(maxCommonIntervals);
  });

  it('is not computed from a partial of older terms', () => {
    const terms = { generation: 2, durationMinutes: null, window: null, optional: new Set<string>() };
    expect(() => solve(emptyPartial(1), terms)).toThrow('generation');
  });
});
