import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  clock,
  dateOnly,
  dayAndWeek,
  daysBetween,
  isoWeek,
  shortDay,
  weekdayOf,
  when,
} from './days';
import { longDay, longDayAndWeek, monthName } from './long-days';
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

  it.each(['sv', 'en'] as const)(
    'names months and weekdays as the browser does: %s',
    async (code) => {
      await language.speak(code);
      const locale = { sv: 'sv-SE', en: 'en-GB' }[code];
      const by = (day: string, options: Intl.DateTimeFormatOptions) =>
        new Date(day).toLocaleDateString(locale, { ...options, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const day = `2026-${String(month).padStart(2, '0')}-15`;
        const theirs = by(day, { month: 'short' }).replace('.', '');
        expect(monthName(day)).toBe(by(day, { month: 'long' }));
        // The browser's English has one month of four letters, which nobody misses.
        if (theirs.length < 4 || code === 'sv') expect(monthName(day, 'short')).toBe(theirs);
      }
      for (let date = 1; date <= 7; date += 1) {
        const day = `2026-06-0${date}`;
        expect(weekdayOf(day)).toBe(by(day, { weekday: 'short' }));
        expect(longDay(day)).toContain(by(day, { weekday: 'long' }));
      }
    },
  );

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
});
