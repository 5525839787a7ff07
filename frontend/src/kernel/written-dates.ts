/** Reads dates as people write them: v47, 15/11, i december, hösten 2027 (the same as written_dates.py). */
import { isoWeek, lastDay, plusDays } from './days';
import type { Day, When } from './wire';

const MOST_CHARACTERS = 60;
const WINTER = 24;

function numbered(names: string[], first: number): Map<string, number> {
  return new Map(
    names.flatMap((each, i) => each.split(' ').map((name): [string, number] => [name, first + i])),
  );
}

const months = numbered(
  [
    'januari january jan',
    'februari february feb',
    'mars march mar',
    'april apr',
    'maj may',
    'juni june jun',
    'juli july jul',
    'augusti august aug',
    'september sept sep',
    'oktober october okt oct',
    'november nov',
    'december dec',
  ],
  1,
);
const weekdays = numbered(
  [
    'måndag monday mån mon',
    'tisdag tuesday tis tues tue',
    'onsdag wednesday ons wed',
    'torsdag thursday tors thurs thur thu tor',
    'fredag friday fre fri',
    'lördag saturday lör sat',
    'söndag sunday sön sun',
  ],
  1,
);
const seasons = numbered(
  [
    'våren vår spring',
    'sommaren sommar summer',
    'hösten höst autumn fall',
    'vintern vinter winter',
  ],
  21,
);

const oneOf = (names: Map<string, number>) =>
  [...names.keys()].toSorted((a, b) => b.length - a.length).join('|');
const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);

const space = /[ \t\r\n\u00a0\u202f·,;]+/g;
const dot = /\.(?= |$)/g;
const filler = /^(?:(?:senast|till|den|på|i|by|on|in|the|this) )+/;
const week = '(?:vecka|week|wk|v|w)[. ]?([0-9]{1,2})';
const yearOnly = whole('[0-9]{4}');
const iso = whole('([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?');
const weekFirst = whole(`${week}(?: ([0-9]{4}))?`);
const weekLast = whole(`([0-9]{4})[ -]?${week}`);
const writtenDay = whole(
  `(?:(${oneOf(weekdays)}) )?(?:den )?(?:([0-9]{1,2})[/.]([0-9]{1,2})` +
    `|([0-9]{1,2})(?::?[ea]|st|nd|rd|th)?(?: of)? ?(${oneOf(months)}))` +
    `(?:[ /.-]([0-9]{4}))?(?: ${week})?`,
);
const month = whole(`(${oneOf(months)})(?: ([0-9]{4}))?`);
const season = whole(`(${oneOf(seasons)})(?: ([0-9]{4})(?:[/–-]([0-9]{4}|[0-9]{2}))?)?`);

const soon = new Map<string, number>(
  [
    ['idag', 'i dag', 'today'],
    ['imorgon', 'i morgon', 'tomorrow'],
    ['i övermorgon', 'övermorgon', 'day after tomorrow', 'the day after tomorrow'],
  ].flatMap((each, days) => each.map((said): [string, number] => [said, days])),
);

const two = (n: number) => String(n).padStart(2, '0');
const yearOf = (date: When) => Number(date.slice(0, 4));
/** ISO 8601: Monday is 1. */
const weekdayOf = (day: Day) => ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** The day, where there is one. */
function dayFrom(year: number, monthNumber: number, day: number): Day | null {
  const date = new Date(Date.UTC(2000, monthNumber - 1, day, 12));
  date.setUTCFullYear(year, monthNumber - 1, day);
  const same = date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : null;
}

/**
 * The date that was written, as far as it is known (EDTF), or null where it cannot be read. A week is its Friday for an
 * end and its Monday for a start. Without a year it is this year's, or the next where this year's ended long ago: three
 * months for an end, half a year for a start.
 */
export function readDate(text: string, today: Day, end: boolean): When | null {
  if ([...text].length > MOST_CHARACTERS) return null;
  const plain = text.normalize('NFC').toLowerCase().replace(space, ' ').replace(dot, ' ');
  const spoken = plain.replace(/ +/g, ' ').replace(/^ | $/g, '');
  const near = readSoon(spoken, today, end);
  if (near) return near;
  const said = spoken.replace(filler, '');
  const longAgo = plusDays(today, end ? -92 : -183);
  const certain = /[0-9]{4}/.test(said) || weekdays.has(said.split(' ')[0] ?? '');
  for (const date of candidates(said, today, end)) {
    const year = yearOf(date);
    if (year >= 1900 && year < 2200 && (certain || lastDay(date) >= longAgo)) return date;
  }
  return null;
}

function readSoon(said: string, today: Day, end: boolean): When | null {
  const days = soon.get(said);
  if (days !== undefined) return plusDays(today, days);
  const year = yearOf(today);
  switch (said) {
    case 'nästa vecka':
    case 'next week':
      return plusDays(today, 1 - weekdayOf(today) + (end ? 11 : 7));
    case 'nästa månad':
    case 'next month':
      return plusDays(`${today.slice(0, 7)}-01`, 32).slice(0, 7);
    case 'i år':
    case 'this year':
      return String(year);
    case 'nästa år':
    case 'next year':
      return String(year + 1);
    default:
      return null;
  }
}

function candidates(said: string, today: Day, end: boolean): When[] {
  const year = yearOf(today);
  if (yearOnly.test(said)) return [said];
  if (iso.test(said)) return exists(said) ? [said] : [];

  const inYear = weekLast.exec(said);
  if (inYear) return weeks([Number(inYear[1])], Number(inYear[2]), end);
  const ofYear = weekFirst.exec(said);
  if (ofYear) {
    return weeks(ofYear[2] ? [Number(ofYear[2])] : [year, year + 1], Number(ofYear[1]), end);
  }
  const day = writtenDay.exec(said);
  if (day) return days(day, year);

  const named = month.exec(said);
  // Alone it is Christmas: no month, and no day that one can be late for.
  if (named?.[1] === 'jul') return [];
  if (named) {
    const number = two(months.get(named[1] ?? '') ?? 0);
    return (named[2] ? [named[2]] : [year, year + 1]).map((each) => `${each}-${number}`);
  }
  const time = season.exec(said);
  if (time) return seasonsOf(time, today);

  const weekday = weekdays.get(said);
  return weekday ? [plusDays(today, ((weekday - weekdayOf(today) - 1 + 7) % 7) + 1)] : [];
}

function exists(date: When): boolean {
  const [year = 0, part = 0, day] = date.split('-').map(Number);
  if (day !== undefined) return dayFrom(year, part, day) !== null;
  return (part >= 1 && part <= 12) || (part >= 21 && part <= WINTER);
}

function weeks(years: number[], number: number, end: boolean): Day[] {
  return years
    .map((year) => {
      // The fourth of January is always in the first week.
      const fourth = `${String(year).padStart(4, '0')}-01-04`;
      return plusDays(fourth, 1 - weekdayOf(fourth) + (number - 1) * 7 + (end ? 4 : 0));
    })
    .filter((day, i) => {
      const found = isoWeek(day);
      return found.week === number && found.year === years[i];
    });
}

function days(found: RegExpExecArray, present: number): Day[] {
  const [, weekday, day, numbered, written, name, year, ofWeek] = found;
  const wanted = Number(numbered ?? months.get(name ?? '') ?? 0);
  const years = year ? [Number(year)] : [present, present + 1, ...(weekday ? [present - 1] : [])];
  return years
    .map((each) => dayFrom(each, wanted, Number(day ?? written)))
    .filter((each) => each !== null)
    .filter((each) => !weekday || weekdays.get(weekday) === weekdayOf(each))
    .filter((each) => !ofWeek || Number(ofWeek) === isoWeek(each).week);
}

function seasonsOf([, name = '', year, until]: RegExpExecArray, today: Day): When[] {
  const number = seasons.get(name) ?? 0;
  const next = (Number(year) + 1) % 10 ** (until?.length ?? 0);
  if (until && (number !== WINTER || Number(until) !== next)) return [];
  // In January the winter that began last December is this winter.
  const first = yearOf(today) - (number === WINTER && Number(today.slice(5, 7)) < 3 ? 1 : 0);
  return (year ? [year] : [first, first + 1]).map((each) => `${each}-${number}`);
}
