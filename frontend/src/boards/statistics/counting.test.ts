import { describe, expect, it } from 'vitest';
import { bandsOf, daysTold, gridOf, perMark, STAGES, totalsOf, wholeDays } from './counting';
import { ownOf, periodOf } from './periods';

const flow = { planned: [3, 2, 2], active: [1, 2, 1], waiting: [0, 0, 1], done: [0, 0, 1] };

describe('the bands', () => {
  it('stand on each other and reach as high as there are assignments', () => {
    const bands = bandsOf(flow);
    expect(bands.map(({ stage }) => stage)).toEqual(STAGES);
    bands.slice(1).forEach(({ lower }, i) => expect(lower).toEqual(bands[i]?.upper));
    expect(bands.at(-1)?.upper).toEqual(totalsOf(flow));
    expect(totalsOf(flow)).toEqual([4, 4, 5]);
  });

  it('have few and round lines behind them', () => {
    expect(gridOf(4)).toEqual([0, 1, 2, 3, 4]);
    expect(gridOf(6)).toEqual([0, 2, 4, 6]);
    expect(gridOf(19_876).length).toBeLessThan(7);
  });

  it('are told day by day while they are few, then by the end of each week and the last day', () => {
    expect(daysTold([5, 6, 7, 1])).toEqual([0, 1, 2, 3]);
    const quarter = Array.from({ length: 90 }, (_, i) => (i % 7) + 1);
    expect(daysTold(quarter)).toEqual([6, 13, 20, 27, 34, 41, 48, 55, 62, 69, 76, 83, 89]);
  });
});

it('one mark is one assignment until the pile would be too high', () => {
  expect(perMark([0, 14])).toBe(1);
  expect(perMark([15])).toBe(2);
  expect(perMark([])).toBe(1);
});

it('says no fewer days than it was', () => {
  expect([0.2, 1, 13.1, 14].map(wholeDays)).toEqual([1, 1, 14, 14]);
});

describe('the period', () => {
  it('ends today, or is what the address says', () => {
    expect(periodOf({}, '2026-11-22')).toEqual({
      choice: 'quarter',
      from: '2026-08-24',
      to: '2026-11-22',
    });
    const own = { at: 'own', from: '2026-10-01', to: '2026-10-31' };
    expect(periodOf(own, '2026-11-22')).toEqual({
      choice: 'own',
      from: '2026-10-01',
      to: '2026-10-31',
    });
    expect(ownOf(periodOf(own, '2026-11-22'))).toEqual(own);
    expect(ownOf(periodOf({ at: 'year' }, '2026-11-22'))).toEqual({ at: 'year' });
  });

  it('does not choke on what somebody wrote in the address', () => {
    const odd = { at: 'own', from: 'igår', to: '2026-13-45' };
    expect(periodOf(odd, '2026-11-22')).toMatchObject({ from: '2026-08-24', to: '2026-11-22' });
  });
});
