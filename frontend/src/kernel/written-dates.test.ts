import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstDay, lastDay, plusDays, showDate } from './days';
import { sayDate } from './long-days';
import { language } from './language.svelte';
import type { Language } from './wire';
import { readDate } from './written-dates';

type Read = { today: string; text: string; end: boolean; date: string | null };
type Shown = { today: string; date: string } & Record<Language, string>;
const file = resolve(import.meta.dirname, '../../../tests/vectors-dates.json');
const vectors = JSON.parse(readFileSync(file, 'utf8')) as { read: Read[]; shown: Shown[] };

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(async () => {
  vi.useRealTimers();
  await language.speak('sv');
});

describe('dates are read as they are written', () => {
  it.each(vectors.read)('$text on $today', ({ text, today, end, date }) => {
    expect(readDate(text, today, end)).toBe(date);
  });
});

describe('dates are shown as they can be written', () => {
  it.each(vectors.shown)('$date', async ({ today, date, ...words }) => {
    vi.setSystemTime(new Date(`${today}T12:00:00`));
    for (const code of ['sv', 'en'] as const) {
      await language.speak(code);
      expect(showDate(date)).toBe(words[code]);
      for (const said of [showDate(date), sayDate(date)])
        for (const end of [true, false]) expect(readDate(said, today, end)).toBe(date);
    }
  });
});

it.each(['sv', 'en'] as const)(
  'every day of three years in words is that day (%s)',
  async (code) => {
    vi.setSystemTime(new Date('2026-11-21T12:00:00'));
    await language.speak(code);
    for (let day = '2025-11-21'; day < '2028-11-21'; day = plusDays(day, 1))
      for (const said of [showDate(day), sayDate(day)])
        expect([said, readDate(said, '2026-11-21', true)]).toEqual([said, day]);
  },
);

describe('a date that is known in part', () => {
  it.each([
    ['2026-11-30', '2026-11-30', '2026-11-30'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-24', '2026-12-01', '2027-02-28'],
    ['2027-23', '2027-09-01', '2027-11-30'],
    ['2027', '2027-01-01', '2027-12-31'],
  ])('%s lasts from %s to %s', (date, first, last) => {
    expect([firstDay(date), lastDay(date)]).toEqual([first, last]);
  });
});
