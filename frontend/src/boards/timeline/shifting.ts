/** Dates moved along the rule, each by its own measure: a day by days, a month by months. */
import { firstDay, isWholeDay, lastDay, plusDays } from '../../kernel/days';
import type { When } from '../../kernel/wire';
import type { Dates } from './spans';

/** What of an assignment is in the hand: all of it, or one of its ends. */
export type Hold = 'both' | 'start' | 'due';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** How many days a step is on the calendar, or how far a pointer has come. */
export interface Way {
  readonly days: number;
  /** One press of a key moves what is only known as a month by a whole month. */
  readonly pressed: boolean;
}

export function shifted(dates: Dates, hold: Hold, way: Way): Dates {
  const { start, due } = dates;
  const next: Dates = {
    start: hold === 'due' ? start : later(start ?? born(hold, 'start', dates), way),
    due: hold === 'start' ? due : later(due ?? born(hold, 'due', dates), way),
  };
  return isWithin(next.start) && isWithin(next.due) ? next : dates;
}

/** Whoever takes hold of an end that is not there draws it out of the other. */
function born(hold: Hold, end: 'start' | 'due', { start, due }: Dates): When | null {
  if (hold !== end) return null;
  return end === 'start' ? due && firstDay(due) : start && lastDay(start);
}

export function later(date: When | null, { days, pressed }: Way): When | null {
  if (date === null || days === 0) return date;
  if (isWholeDay(date)) return plusDays(date, days);
  return furtherOn(date, pressed ? Math.sign(days) : Math.round(days / measure(date)));
}

function measure(date: When): number {
  if (date.length === 4) return 365;
  return Number(date.slice(5)) > 20 ? 91 : 30.4;
}

function furtherOn(date: When, steps: number): When {
  const [year = 0, part] = date.split('-').map(Number);
  if (part === undefined) return String(year + steps);
  const [base, many] = part > 20 ? [21, 4] : [1, 12];
  const index = year * many + (part - base) + steps;
  const month = String((index % many) + base).padStart(2, '0');
  return `${Math.floor(index / many)}-${month}`;
}

function isWithin(date: When | null): boolean {
  const year = Number(date?.slice(0, 4) ?? FIRST_YEAR);
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

export function isBackwards({ start, due }: Dates): boolean {
  return start !== null && due !== null && firstDay(start) > lastDay(due);
}

export function isSame(a: Dates, b: Dates): boolean {
  return a.start === b.start && a.due === b.due;
}
