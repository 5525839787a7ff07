/** The folding rule laid flat: days as numbers, and the months and weeks that stand above them. */
import type { Day } from '../../kernel/wire';

export const zooms = ['week', 'month', 'quarter', 'year'] as const;
export type Zoom = (typeof zooms)[number];

/** How wide a day is, in rem. */
export const DAY: Record<Zoom, number> = { week: 5, month: 1.9, quarter: 0.65, year: 0.17 };
/** How many days "earlier" and "later" take. */
export const STEP: Record<Zoom, number> = { week: 7, month: 28, quarter: 91, year: 364 };

const LENGTH = 86_400_000;
/** Nothing is drawn further from today than this; what lies there is told in words. */
const FURTHEST = 3_660;
const AIR = 60;

/** Thousands of assignments have their dates on some hundred days: each is read once. */
const read = new Map<Day, number>();

/** Days since 1970: what is measured with. */
export function numberOf(day: Day): number {
  let number = read.get(day);
  if (number === undefined) {
    number = Math.floor(Date.parse(`${day}T12:00:00Z`) / LENGTH);
    read.set(day, number);
  }
  return number;
}

export function dayOf(number: number): Day {
  return new Date(number * LENGTH).toISOString().slice(0, 10);
}

export interface Reach {
  readonly first: number;
  /** The day after the last. */
  readonly end: number;
}

/** As far as there is anything to draw, with air on both sides, always with today. */
export function reachOf(spans: Iterable<{ from: number; to: number }>, today: number): Reach {
  let [first, end] = [today, today + 1];
  for (const { from, to } of spans) {
    if (from < first) first = from;
    if (to > end) end = to;
  }
  const [least, most] = [today - FURTHEST, today + FURTHEST];
  return { first: monday(Math.max(first, least) - AIR), end: Math.min(end, most) + AIR };
}

/** The other reach with this one in it; itself when it holds it already. */
export function withIn(one: Reach, other: Reach = one): Reach {
  const [first, end] = [Math.min(one.first, other.first), Math.max(one.end, other.end)];
  return first === other.first && end === other.end ? other : { first, end };
}

/** The Monday of a day's week: 1970 began on a Thursday. */
export function monday(number: number): number {
  return number - ((((number + 3) % 7) + 7) % 7);
}

export interface Tick {
  readonly at: number;
  readonly days: number;
  readonly day: Day;
}

/** Weeks that lie in some part of the rule, whole or in part. */
export function weeksIn(from: number, end: number): Tick[] {
  const ticks: Tick[] = [];
  for (let at = monday(from); at < end; at += 7) ticks.push({ at, days: 7, day: dayOf(at) });
  return ticks;
}

export function monthsIn(from: number, end: number): Tick[] {
  const ticks: Tick[] = [];
  let day = `${dayOf(from).slice(0, 7)}-01`;
  for (let at = numberOf(day); at < end;) {
    const next = `${dayOf(at + 32).slice(0, 7)}-01`;
    const then = numberOf(next);
    ticks.push({ at, days: then - at, day });
    [at, day] = [then, next];
  }
  return ticks;
}

export function daysIn(from: number, end: number): Tick[] {
  return Array.from({ length: Math.max(0, end - from) }, (_, i) => {
    return { at: from + i, days: 1, day: dayOf(from + i) };
  });
}
