/** Reads when something is to be done as days from one to another: v47, december, <2016-12-01, 1/12..v50. */
import { firstDay, isWholeDay, lastDay, plusDays } from '../../kernel/days';
import type { Day } from '../../kernel/wire';
import { readDate } from '../../kernel/written-dates';
import type { ProblemCode } from './language';
import { NEXT_WEEK, THIS_WEEK } from './vocabulary';

/** Both ends belong to it; without one it is open. */
export interface Period {
  readonly from: Day | undefined;
  readonly to: Day | undefined;
}

const WEEK = /^(?:[0-9]{4}[ -]?)?(?:vecka|week|wk|v|w)[. -]*[0-9]{1,2}(?:[ -][0-9]{4})?$/;
const COMPARED = /^(<=|>=|<|>)(.*)$/;

const weeks = new Map([
  ...THIS_WEEK.map((said): [string, number] => [said, 0]),
  ...NEXT_WEEK.map((said): [string, number] => [said, 1]),
  ['förra veckan', -1],
  ['last week', -1],
]);
const months = new Map([
  ['denna månad', 0],
  ['den här månaden', 0],
  ['this month', 0],
  ['nästa månad', 1],
  ['next month', 1],
  ['förra månaden', -1],
  ['last month', -1],
]);

export function readPeriod(value: string, today: Day): Period | ProblemCode {
  const [begin, end, ...more] = value.split('..').map((each) => each.trim());
  if (more.length > 0) return 'senseless_date';
  if (end !== undefined) return between(begin ?? '', end, today);
  const compared = COMPARED.exec(value.trim());
  const days = spanOf(compared?.[2] ?? value, today);
  if (!days) return 'senseless_date';
  const [first, last] = days;
  switch (compared?.[1]) {
    case '<':
      return { from: undefined, to: plusDays(first, -1) };
    case '<=':
      return { from: undefined, to: last };
    case '>':
      return { from: plusDays(last, 1), to: undefined };
    case '>=':
      return { from: first, to: undefined };
    default:
      return { from: first, to: last };
  }
}

function between(begin: string, end: string, today: Day): Period | ProblemCode {
  const [a, b] = [begin && spanOf(begin, today), end && spanOf(end, today)];
  if (a === undefined || b === undefined || (!a && !b)) return 'senseless_date';
  const period = { from: a ? a[0] : undefined, to: b ? b[1] : undefined };
  return period.from && period.to && period.from > period.to ? 'backwards' : period;
}

/** The first and the last day; a week is all of it, Monday to Sunday. */
function spanOf(value: string, today: Day): [Day, Day] | undefined {
  const said = value.normalize('NFC').toLowerCase().trim();
  const spoken = said.replace(/[-_ ]+/g, ' ');
  const [week, month] = [weeks.get(spoken), months.get(spoken)];
  if (week !== undefined) return weekFrom(plusDays(monday(today), week * 7));
  if (month !== undefined) return monthOf(today, month);
  const date = readDate(said, today, true) ?? readDate(spoken, today, true);
  if (date === null) return undefined;
  if (isWholeDay(date) && WEEK.test(said)) return weekFrom(monday(date));
  return [firstDay(date), lastDay(date)];
}

function monday(day: Day): Day {
  return plusDays(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));
}

function weekFrom(first: Day): [Day, Day] {
  return [first, plusDays(first, 6)];
}

function monthOf(today: Day, by: number): [Day, Day] {
  const first = new Date(
    Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 + by, 1),
  );
  const month = first.toISOString().slice(0, 7);
  return [firstDay(month), lastDay(month)];
}
