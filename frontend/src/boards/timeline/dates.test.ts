import { describe, expect, it } from 'vitest';
import { dayOf, daysIn, monday, monthsIn, numberOf, reachOf, weeksIn } from './scale';
import { isBackwards, later, shifted } from './shifting';
import { spanOf } from './spans';
import { edgesOf, rowAt } from '../views/windowing';

const days = (from: string, to: string) => ({ from: numberOf(from), to: numberOf(to) });

describe('the rule', () => {
  it('counts days both ways', () => {
    for (const day of ['1969-12-31', '1970-01-01', '2026-11-22', '2199-12-31'])
      expect(dayOf(numberOf(day))).toBe(day);
    expect(numberOf('2026-03-30') - numberOf('2026-03-28')).toBe(2);
  });

  it('lets weeks begin on Mondays', () => {
    expect(dayOf(monday(numberOf('2026-11-22')))).toBe('2026-11-16');
    expect(dayOf(monday(numberOf('2026-11-16')))).toBe('2026-11-16');
    expect(dayOf(monday(numberOf('1969-12-31')))).toBe('1969-12-29');
    const { from, to } = days('2026-12-30', '2027-01-12');
    expect(weeksIn(from, to).map(({ day }) => day)).toEqual([
      '2026-12-28',
      '2027-01-04',
      '2027-01-11',
    ]);
  });

  it('lets months be as long as they are', () => {
    const { from, to } = days('2027-01-31', '2027-03-02');
    expect(monthsIn(from, to).map(({ day, days: many }) => [day, many])).toEqual([
      ['2027-01-01', 31],
      ['2027-02-01', 28],
      ['2027-03-01', 31],
    ]);
    expect(daysIn(from, from + 2).map(({ day }) => day)).toEqual(['2027-01-31', '2027-02-01']);
  });

  it('reaches as far as there is something, but not to the end of time', () => {
    const now = numberOf('2026-11-22');
    const { first, end } = reachOf([days('2026-10-01', '2027-02-01')], now);
    expect(first).toBeLessThan(numberOf('2026-10-01'));
    expect(end).toBeGreaterThan(numberOf('2027-02-01'));
    const far = reachOf([days('1900-01-01', '2199-12-31')], now);
    expect(far.end - far.first).toBeLessThan(8_000);
    expect(monday(first)).toBe(first);
  });
});

describe('a span', () => {
  it('is a bar between two days, the last one included', () => {
    expect(spanOf({ start: '2026-11-16', due: '2026-11-20' })).toEqual({
      ...days('2026-11-16', '2026-11-21'),
      softStart: 0,
      softEnd: 0,
      only: null,
    });
  });

  it('is a mark where only the end is known, and nothing without dates', () => {
    expect(spanOf({ start: null, due: '2026-11-20' })).toMatchObject({
      ...days('2026-11-20', '2026-11-21'),
      only: 'due',
    });
    expect(spanOf({ start: null, due: null })).toBeUndefined();
  });

  it('is as wide and as soft as what is known', () => {
    const month = spanOf({ start: null, due: '2026-12' });
    expect(month).toMatchObject(days('2026-12-01', '2027-01-01'));
    expect(month?.softStart).toBeGreaterThan(0);
    const winter = spanOf({ start: '2026-11-16', due: '2026-24' });
    expect(winter).toMatchObject({ ...days('2026-11-16', '2027-03-01'), softStart: 0 });
    expect(winter?.softEnd).toBe(90);
    const both = spanOf({ start: '2026', due: '2026' });
    expect((both?.softStart ?? 0) + (both?.softEnd ?? 0)).toBeLessThan(365);
  });
});

describe('moving dates', () => {
  const pressed = (count: number) => ({ days: count, pressed: true });
  const dragged = (count: number) => ({ days: count, pressed: false });

  it('moves days by days, and what is less known by its own measure', () => {
    expect(later('2026-12-31', pressed(1))).toBe('2027-01-01');
    expect(later('2026-12', pressed(1))).toBe('2027-01');
    expect(later('2026-01', pressed(-7))).toBe('2025-12');
    expect(later('2026-24', pressed(1))).toBe('2027-21');
    expect(later('2027-21', pressed(-1))).toBe('2026-24');
    expect(later('2026', pressed(-1))).toBe('2025');
    expect(later('2026-12', dragged(14))).toBe('2026-12');
    expect(later('2026-12', dragged(62))).toBe('2027-02');
  });

  it('takes the whole, or one end, and draws an end that is not there out of the other', () => {
    const dates = { start: '2026-11-16', due: '2026-11-20' };
    expect(shifted(dates, 'both', pressed(7))).toEqual({ start: '2026-11-23', due: '2026-11-27' });
    expect(shifted(dates, 'start', pressed(-1))).toEqual({ ...dates, start: '2026-11-15' });
    expect(shifted(dates, 'due', dragged(3))).toEqual({ ...dates, due: '2026-11-23' });
    expect(shifted({ start: null, due: '2026-12' }, 'start', pressed(-1))).toEqual({
      start: '2026-11-30',
      due: '2026-12',
    });
    expect(shifted({ start: null, due: '2026-12-01' }, 'both', pressed(1))).toEqual({
      start: null,
      due: '2026-12-02',
    });
  });

  it('knows what is backwards, and stays within what can be kept', () => {
    expect(isBackwards({ start: '2026-12-02', due: '2026-12-01' })).toBe(true);
    expect(isBackwards({ start: '2026-12-31', due: '2026-12' })).toBe(false);
    const last = { start: null, due: '2199-12-31' };
    expect(shifted(last, 'both', pressed(1))).toEqual(last);
  });
});

describe('rows in sight', () => {
  it('are found by their height', () => {
    const edges = edgesOf([2, 3, 3, 2], (height) => height);
    expect([...edges]).toEqual([0, 2, 5, 8, 10]);
    expect([0, 1.9, 2, 4.9, 9, 99].map((y) => rowAt(edges, y))).toEqual([0, 0, 1, 1, 3, 3]);
    expect(
      rowAt(
        edgesOf([], () => 1),
        5,
      ),
    ).toBe(0);
  });
});
