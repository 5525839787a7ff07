/** Days in whole words, for headings and for speech: "fredag 16 december 2016, vecka 50". */
import { isoWeek, isWholeDay, monthOf, partly, shortMonthOf, weekdayOf, withYear } from './days';
import type { Day, When } from './wire';
import { t } from './words';

/** "december", "december 2027" when it is not this year's. */
export function monthName(day: Day, length: 'long' | 'short' = 'long'): string {
  return withYear(length === 'long' ? monthOf(day) : shortMonthOf(day), day);
}

/** "fredag 16 december 2016". */
export function longDay(day: Day): string {
  const weekday = weekdayOf(day, 'day.weekdays_whole');
  return `${weekday} ${Number(day.slice(8))} ${monthOf(day)} ${day.slice(0, 4)}`;
}

/** "fredag 16 december 2016, vecka 50": for speech and headings. */
export function longDayAndWeek(day: Day): string {
  return t('day.with_week', { day: longDay(day), week: String(isoWeek(day).week) });
}

/** "fredag 16 december 2016, vecka 50", "december 2026": for speech. */
export function sayDate(date: When): string {
  if (isWholeDay(date)) return longDayAndWeek(date);
  const said = partly(date);
  return /\d/.test(said) ? said : `${said} ${date.slice(0, 4)}`;
}
