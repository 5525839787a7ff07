/** The month or the week that a calendar shows, as its address says: `2026-12` or `2026-W47`. */
import { isoWeek, lastDay, plusDays } from '../../kernel/days';
import type { Day, When } from '../../kernel/wire';

export type Period =
  | { readonly kind: 'month'; readonly at: string }
  | { readonly kind: 'week'; readonly at: string; readonly monday: Day };

const MONTH = /^(?:19|2[01])\d\d-(?:0[1-9]|1[0-2])$/;
const WEEK = /^((?:19|2[01])\d\d)-W(0[1-9]|[1-4]\d|5[0-3])$/;

/** What makes no sense is this month. */
export function periodOf(at: string | undefined, today: Day): Period {
  const [, year, week] = WEEK.exec(at ?? '') ?? [];
  if (year && week) return weekWith(plusDays(mondayOf(`${year}-01-04`), 7 * (Number(week) - 1)));
  return at && MONTH.test(at) ? { kind: 'month', at } : monthWith(today);
}

export function monthWith(day: Day): Period {
  return { kind: 'month', at: day.slice(0, 7) };
}

export function weekWith(day: Day): Period {
  const { year, week } = isoWeek(day);
  const at = `${year}-W${String(week).padStart(2, '0')}`;
  return { kind: 'week', at, monday: mondayOf(day) };
}

/** The period of the same kind that holds a day. */
export function likewise(period: Period, day: Day): Period {
  return period.kind === 'month' ? monthWith(day) : weekWith(day);
}

export function mondayOf(day: Day): Day {
  return plusDays(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));
}

export function firstOf(period: Period): Day {
  return period.kind === 'month' ? `${period.at}-01` : period.monday;
}

export function lastOf(period: Period): Day {
  return period.kind === 'month' ? lastDay(period.at) : plusDays(period.monday, 6);
}

export function beside(period: Period, by: -1 | 1): Period {
  return likewise(period, plusDays(by > 0 ? lastOf(period) : firstOf(period), by));
}

/** Whole weeks, Mondays first, that hold the period. */
export function weeksOf(period: Period): Day[][] {
  const weeks: Day[][] = [];
  for (let day = mondayOf(firstOf(period)); day <= lastOf(period); day = plusDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => plusDays(day, i)));
  return weeks;
}

/** The same day a month later or earlier, or the last one of a shorter month. */
export function monthsOn(day: Day, by: -1 | 1): Day {
  const month = monthOf(plusDays(by > 0 ? lastDay(monthOf(day)) : `${monthOf(day)}-01`, by));
  const same = `${month}-${day.slice(8)}`;
  return same > lastDay(month) ? lastDay(month) : same;
}

export function monthOf(day: Day): When {
  return day.slice(0, 7);
}
