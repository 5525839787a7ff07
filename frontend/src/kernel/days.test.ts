import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ago,
  clock,
  dateOnly,
  dayAndWeek,
  daysBetween,
  isoWeek,
  longDayAndWeek,
  shortDay,
  when,
} from './days';
import { language } from './language.svelte';

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(new Date(2026, 10, 21, 14, 32));
  await language.speak('sv');
});
afterEach(() => vi.useRealTimers());

describe('ISO weeks', () => {
  it.each([
    ['2026-11-21', 2026, 47],
    ['2026-12-31', 2026, 53],
    ['2027-01-01', 2026, 53],
    ['2027-01-03', 2026, 53],
    ['2027-01-04', 2027, 1],
    ['2021-01-03', 2020, 53],
    ['2018-12-31', 2019, 1],
    ['2016-01-01', 2015, 53],
    ['2024-02-29', 2024, 9],
  ])('%s is in %i, week %i', (day, year, week) => {
    expect(isoWeek(day)).toEqual({ year, week });
  });
});

describe('days in words', () => {
  it('says weekday, date and week', () => {
    expect(dayAndWeek('2026-12-18')).toBe('fre 18 dec · v. 51');
  });

  it('says the year only when it is another one', () => {
    expect(dateOnly('2026-12-18')).toBe('18 dec');
    expect(shortDay('2027-01-15')).toBe('fre 15 jan 2027');
  });

  it('says the whole for those who listen', () => {
    expect(longDayAndWeek('2016-12-16')).toBe('fredag 16 december 2016, vecka 50');
  });

  it('speaks English when the interface does', async () => {
    await language.speak('en');
    expect(dayAndWeek('2026-12-18')).toBe('Fri 18 Dec · w. 51');
    expect(longDayAndWeek('2016-12-16')).toBe('Friday 16 December 2016, week 50');
  });

  it('counts whole days over a change to winter time', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-11-21', '2026-11-19')).toBe(-2);
  });
});

describe('times', () => {
  it('has a point in Swedish and a colon in English', async () => {
    expect(clock(new Date(2026, 10, 21, 9, 5))).toBe('09.05');
    await language.speak('en');
    expect(clock(new Date(2026, 10, 21, 9, 5))).toBe('09:05');
  });

  it('says today, yesterday, or the day', () => {
    expect(when(new Date(2026, 10, 21, 10, 42))).toBe('i dag 10.42');
    expect(when(new Date(2026, 10, 20, 23, 59))).toBe('i går 23.59');
    expect(when(new Date(2026, 10, 16, 8, 0))).toBe('mån 16 nov');
  });

  it('says how long ago', () => {
    expect(ago(new Date(2026, 10, 21, 14, 31, 30))).toBe('nyss');
    expect(ago(new Date(2026, 10, 21, 14, 27))).toBe('för 5 minuter sedan');
    expect(ago(new Date(2026, 10, 18, 14, 0))).toBe('för 3 dagar sedan');
    expect(ago(new Date(2026, 9, 17, 14, 0))).toBe('för 5 veckor sedan');
  });
});
