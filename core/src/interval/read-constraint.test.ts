import { describe, expect, it } from '@jest/globals';
import type { WrittenInterval } from './constraint.ts';
import { maxIntervals, readConstraint } from './read-constraint.ts';

const written = (start: string, end: string, level: 'yes' | 'ifNeedBe' = 'yes'): WrittenInterval => ({
  start,
  end,
  level,
});
const read = (...intervals: WrittenInterval[]) => readConstraint(intervals, 'Europe/Rome', null);
const minute = (iso: string) => Date.parse(iso) / 60_000;

describe('a written constraint', () => {
  it('is read in the event’s zone or by its offset, merged, and yes wins over if need be', () => {
    expect(
      read(
        written('2026-01-10 09:00', '2026-01-10 10:00'),
        written('2026-01-10T09:00:00Z', '2026-01-10T10:30:00Z'),
        written('2026-01-10 08:30', '2026-01-10 12:00', 'ifNeedBe'),
      ),
    ).toEqual({
      ok: true,
      availability: {
        yes: [{ start: minute('2026-01-10T08:00:00Z'), end: minute('2026-01-10T10:30:00Z') }],
        ifNeedBe: [
          { start: minute('2026-01-10T07:30:00Z'), end: minute('2026-01-10T08:00:00Z') },
          { start: minute('2026-01-10T10:30:00Z'), end: minute('2026-01-10T11:00:00Z') },
        ],
      },
    });
  });

  it('is refused with every problem and where it is', () => {
    const result = read(
      written('2026-02-30 09:00', '2026-03-01 10:00'),
      written('2026-01-10 10:00', '2026-01-10 10:00'),
      written('2026-01-10 11:00', '2026-01-10 10:00'),
      written('2026-03-29 02:30', '2026-03-29 04:00'),
      written('2026-01-10T10:00:00Z', '2026-01-10T10:30:30Z'),
    );
    expect(result.ok).toBe(false);
    expect(
      !result.ok && result.reason === 'invalid' && result.problems.map(({ path, code }) => [path, code]),
    ).toEqual([
      [[0, 'start'], 'malformed'],
      [[1], 'not_after_start'],
      [[2], 'not_after_start'],
      [[3, 'start'], 'does_not_exist'],
      [[4, 'end'], 'not_a_whole_minute'],
    ]);
  });

  it('needs at least one interval, and takes no more than the limit', () => {
    expect(read()).toMatchObject({ ok: false, problems: [{ code: 'too_few' }] });
    const one = written('2026-01-10 09:00', '2026-01-10 10:00');
    expect(read(...Array.from({ length: maxIntervals }, () => one))).toMatchObject({ ok: true });
    expect(read(...Array.from({ length: maxIntervals + 1 }, () => one))).toMatchObject({
      ok: false,
      problems: [{ code: 'too_many' }],
    });
  });

  it('is refused when all of it lies outside the window, and kept whole when some of it lies inside', () => {
    const window = { start: minute('2026-01-10T08:30:00Z'), end: minute('2026-01-10T09:00:00Z') };
    const before = written('2026-01-10T08:00:00Z', '2026-01-10T08:30:00Z');
    const across = written('2026-01-10T08:00:00Z', '2026-01-10T08:31:00Z');
    expect(readConstraint([before], 'UTC', window)).toEqual({ ok: false, reason: 'outside_window' });
    expect(readConstraint([across], 'UTC', window)).toMatchObject({
      ok: true,
      availability: { yes: [{ start: window.start - 30, end: window.start + 1 }] },
    });
  });

  it('with many faults tells the first twenty', () => {
    const result = read(...Array.from({ length: 100 }, () => written('x', 'y')));
    expect(!result.ok && result.reason === 'invalid' && result.problems.length).toBe(20);
  });
});
