/** Days, weeks and times as Swedish workplaces say them: "fre 16 dec · v. 50", "i dag 14.32". */
import { language } from './language.svelte';
import type { Day, Instant, When } from './wire';
import { t, type WordKey } from './words';

const dayLength = 86_400_000;

/** Noon UTC, so that no zone or summer time can move it to another date. */
function at(day: Day): Date {
  return new Date(`${day}T12:00:00Z`);
}

const two = (n: number) => String(n).padStart(2, '0');

function dayOf(date: Date): Day {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function today(): Day {
  return dayOf(new Date());
}

export function plusDays(day: Day, days: number): Day {
  return new Date(at(day).getTime() + days * dayLength).toISOString().slice(0, 10);
}

export function isWholeDay(date: When): boolean {
  return date.length === 10;
}

/** The first and the last month of a season, counted from the January of the year that it is named after. */
const seasons: Record<string, [number, number]> = {
  '21': [3, 5],
  '22': [6, 8],
  '23': [9, 11],
  '24': [12, 14],
};

/** Thousands of assignments are due in a few months and seasons: each is counted once. */
const spans = new Map<When, [Day, Day]>();

function span(date: When): [Day, Day] {
  if (isWholeDay(date)) return [date, date];
  let found = spans.get(date);
  if (!found) spans.set(date, (found = spanned(date)));
  return found;
}

function spanned(date: When): [Day, Day] {
  const [year = '', part] = date.split('-');
  const [first, last] = part ? (seasons[part] ?? [Number(part), Number(part)]) : [1, 12];
  const of = (month: number, day: number) =>
    new Date(Date.UTC(Number(year), month, day, 12)).toISOString().slice(0, 10);
  return [of(first - 1, 1), of(last, 0)];
}

/** The first day that a date may mean. */
export function firstDay(date: When): Day {
  return span(date)[0];
}

/** The last day that a date may mean; until then it is not late. */
export function lastDay(date: When): Day {
  return span(date)[1];
}

/** How many days late something due then is; 0 where it is not. */
export function daysLate(due: When | null): number {
  return due ? Math.max(0, daysBetween(lastDay(due), today())) : 0;
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((at(to).getTime() - at(from).getTime()) / dayLength);
}

/** ISO 8601: weeks begin on Monday and belong to the year that holds their Thursday. */
export function isoWeek(day: Day): { year: number; week: number } {
  const thursday = at(day);
  thursday.setUTCDate(thursday.getUTCDate() + 3 - ((thursday.getUTCDay() + 6) % 7));
  const year = thursday.getUTCFullYear();
  const first = Date.UTC(year, 0, 1, 12);
  return { year, week: 1 + Math.floor((thursday.getTime() - first) / dayLength / 7) };
}

/*
 * The names are among our words, and figures are put together by hand: the first thing that a browser formats by
 * itself costs it as long as to draw twenty assignments.
 */
const nth = (names: WordKey, at: number): string => t(names).split(' ')[at] ?? '';

/** "december". */
export const monthOf = (day: Day): string => nth('day.months', Number(day.slice(5, 7)) - 1);

/** "dec", "juni"; in English "Jun". */
export function shortMonthOf(day: Day): string {
  const month = monthOf(day);
  return month.length > 4 || language.code === 'en' ? month.slice(0, 3) : month;
}

/** "fre". */
export const weekdayOf = (day: Day, names: WordKey = 'day.weekdays'): string =>
  nth(names, (at(day).getUTCDay() + 6) % 7);

export function withYear(text: string, day: Day): string {
  const year = day.slice(0, 4);
  return year === today().slice(0, 4) ? text : `${text} ${year}`;
}

/** "16 dec", with the year when it is not this one. */
export function dateOnly(day: Day): string {
  return withYear(`${Number(day.slice(8))} ${shortMonthOf(day)}`, day);
}

/** "fre 16 dec". */
export function shortDay(day: Day): string {
  return `${weekdayOf(day)} ${dateOnly(day)}`;
}

/** "v. 50". */
export function weekOf(day: Day): string {
  return t('day.week', { week: String(isoWeek(day).week) });
}

const told = new Map<string, string>();
const MOST_TOLD = 2_000;

/** "fre 16 dec · v. 50". A board tells the same days again and again: each is put into words once. */
export function dayAndWeek(day: Day): string {
  const key = `${language.code} ${today().slice(0, 4)} ${day}`;
  let text = told.get(key);
  if (text === undefined) {
    text = `${shortDay(day)} · ${weekOf(day)}`;
    if (told.size >= MOST_TOLD) told.clear();
    told.set(key, text);
  }
  return text;
}

/** "december", "hösten 2027", "2027"; a month without its year while it is this year's and not over. */
export function partly(date: When): string {
  const [year = '', part] = date.split('-');
  if (!part) return year;
  if (part === '24') return t('day.season.24', { year, next: String(Number(year) + 1) });
  if (part === '21' || part === '22' || part === '23') return t(`day.season.${part}`, { year });
  const month = monthOf(firstDay(date));
  const bare = year === today().slice(0, 4) && lastDay(date) >= today();
  return bare ? month : `${month} ${year}`;
}

/** "fre 16 dec · v. 50", "december", "hösten 2027": a date as far as it is known. */
export function showDate(date: When): string {
  return isWholeDay(date) ? dayAndWeek(date) : partly(date);
}

/** "16 dec", "december", "hösten 2027": where room is scarce. */
export function showShortly(date: When): string {
  return isWholeDay(date) ? dateOnly(date) : partly(date);
}

/** "14.32" in Swedish, "14:32" in English. */
export function clock(instant: Instant | Date): string {
  const date = new Date(instant);
  return [date.getHours(), date.getMinutes()].map(two).join(language.code === 'sv' ? '.' : ':');
}

/** The date of an instant on this reader's calendar. */
export function dayAt(instant: Instant | Date): Day {
  return dayOf(new Date(instant));
}

/** "i dag 14.32", "i går 9.14", "mån 5 dec". */
export function when(instant: Instant | Date): string {
  const day = dayAt(instant);
  const age = daysBetween(day, today());
  if (age === 0) return t('day.today_at', { time: clock(instant) });
  if (age === 1) return t('day.yesterday_at', { time: clock(instant) });
  return shortDay(day);
}
