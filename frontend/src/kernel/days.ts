/** Days, weeks and times as Swedish workplaces say them: "fre 16 dec · v. 50", "i dag 14.32". */
import { language } from './language.svelte';
import type { Day, Instant, Language } from './wire';
import { t } from './words';

const locale: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };
const dayLength = 86_400_000;

/** Noon UTC, so that no zone or summer time can move it to another date. */
function at(day: Day): Date {
  return new Date(`${day}T12:00:00Z`);
}

function dayOf(date: Date): Day {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function today(): Day {
  return dayOf(new Date());
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

const formats = new Map<string, Intl.DateTimeFormat>();

function formatted(date: Date, options: Intl.DateTimeFormatOptions): string {
  const key = language.code + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale[language.code], options)));
  return format.format(date);
}

function part(day: Day, options: Intl.DateTimeFormatOptions): string {
  return formatted(at(day), { ...options, timeZone: 'UTC' }).replace('.', '');
}

function withYear(text: string, day: Day): string {
  const year = day.slice(0, 4);
  return year === today().slice(0, 4) ? text : `${text} ${year}`;
}

/** "16 dec", with the year when it is not this one. */
export function dateOnly(day: Day): string {
  return withYear(`${Number(day.slice(8))} ${part(day, { month: 'short' })}`, day);
}

/** "fre 16 dec". */
export function shortDay(day: Day): string {
  return `${part(day, { weekday: 'short' })} ${dateOnly(day)}`;
}

/** "v. 50". */
export function weekOf(day: Day): string {
  return t('day.week', { week: String(isoWeek(day).week) });
}

/** "fre 16 dec · v. 50". */
export function dayAndWeek(day: Day): string {
  return `${shortDay(day)} · ${weekOf(day)}`;
}

/** "fredag 16 december 2016". */
export function longDay(day: Day): string {
  const [weekday, month] = [part(day, { weekday: 'long' }), part(day, { month: 'long' })];
  return `${weekday} ${Number(day.slice(8))} ${month} ${day.slice(0, 4)}`;
}

/** "fredag 16 december 2016, vecka 50": for speech and headings. */
export function longDayAndWeek(day: Day): string {
  return t('day.with_week', { day: longDay(day), week: String(isoWeek(day).week) });
}

/** "14.32" in Swedish, "14:32" in English. */
export function clock(instant: Instant | Date): string {
  const text = formatted(new Date(instant), { hour: '2-digit', minute: '2-digit', hour12: false });
  return language.code === 'sv' ? text.replace(':', '.') : text;
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

/** "nyss", "för 5 minuter sedan", "för 3 veckor sedan". */
export function ago(instant: Instant | Date, now: Date = new Date()): string {
  const seconds = (now.getTime() - new Date(instant).getTime()) / 1000;
  if (seconds < 60) return t('day.just_now');
  const relative = new Intl.RelativeTimeFormat(locale[language.code], { numeric: 'always' });
  if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3600), 'hour');
  const days = Math.floor(seconds / 86_400);
  return days < 14 ? relative.format(-days, 'day') : relative.format(-Math.floor(days / 7), 'week');
}
