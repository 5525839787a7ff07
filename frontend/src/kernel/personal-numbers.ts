/** Finds what looks like a personal identity number in what is about to be sent, by the same rule as the server. */
import { uuid } from './doubt';
import type { Day } from './wire';

/** Secrets and addresses are not text that anybody reads. */
const passedOver = new Set(['password', 'current', 'new', 'code', 'token', 'secret', 'email']);
const oldest = 125;

const joins = '[-+.,:/\\u2010-\\u2013\\u2212]';
const space = '[ \\u00a0\\u202f]';
const number = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<!\\d{3}${joins})((?:18|19|20)?\\d{6})` +
    `(${space}?[-+\\u2010-\\u2013\\u2212]${space}?|${space}?)(\\d{4})` +
    `(?![\\p{L}\\p{N}])(?!${joins}\\d{3})`,
  'gu',
);
/** With nothing but a space between its parts, it may also be two of a row of figures. */
const figuresBefore = new RegExp(`\\d${space}$`, 'u');
const figuresAfter = new RegExp(`^${space}\\d`, 'u');

export interface Suspect {
  /** Where in the body it stands: names of fields, and places in lists. */
  readonly path: readonly (string | number)[];
  readonly text: string;
  /** What looks like a number, as it is written. */
  readonly number: string;
}

/** The first that a text holds. */
export function findNumber(text: string, today: Day): string | undefined {
  const withoutIds = text.replace(uuid, ' ');
  for (const match of withoutIds.matchAll(number)) {
    const [whole, born = '', join = '', last = ''] = match;
    const [before, after] = [match.index - 2, match.index + whole.length];
    const isAmongFigures =
      figuresBefore.test(withoutIds.slice(Math.max(0, before), match.index)) ||
      figuresAfter.test(withoutIds.slice(after, after + 2));
    if (join !== '' && join.trim() === '' && isAmongFigures) continue;
    if (isOne(born, join.includes('+'), last, today)) return whole;
  }
  return undefined;
}

/** The first text in a body that holds one. */
export function locate(
  body: unknown,
  today: Day,
  path: readonly (string | number)[] = [],
): Suspect | undefined {
  if (typeof body === 'string' || typeof body === 'number') {
    const found = findNumber(String(body), today);
    return found === undefined ? undefined : { path, text: String(body), number: found };
  }
  if (typeof body !== 'object' || body === null) return undefined;
  for (const [name, each] of Object.entries(body as Record<string, unknown>)) {
    if (passedOver.has(name)) continue;
    const found = locate(each, today, [...path, Array.isArray(body) ? Number(name) : name]);
    if (found) return found;
  }
  return undefined;
}

/** The body with another text in one place. */
export function replaced(body: unknown, [step, ...rest]: Suspect['path'], text: string): unknown {
  if (step === undefined) return text;
  if (Array.isArray(body))
    return body.map((each: unknown, at) => (at === step ? replaced(each, rest, text) : each));
  const whole = body as Record<string, unknown>;
  return { ...whole, [step]: replaced(whole[step], rest, text) };
}

function isOne(born: string, isPlus: boolean, last: string, today: Day): boolean {
  const short = born.slice(-6);
  if (last.startsWith('000') || luhn(short + last.slice(0, 3)) !== Number(last[3])) return false;
  const birthday = birthdayOf(born, isPlus, today);
  return (
    birthday !== undefined &&
    birthday <= today &&
    Number(birthday.slice(0, 4)) >= Number(today.slice(0, 4)) - oldest
  );
}

/** A coordination number adds 60 to the day; two figures of a year are those of somebody below a hundred. */
function birthdayOf(born: string, isPlus: boolean, today: Day): Day | undefined {
  const [month, day] = [born.slice(-4, -2), Number(born.slice(-2))];
  const written = `${month}-${String(day > 60 ? day - 60 : day).padStart(2, '0')}`;
  if (born.length === 8) return real(`${born.slice(0, 4)}-${written}`);
  const present = Number(today.slice(0, 4)) - (isPlus ? 100 : 0);
  const year = present - ((present - Number(born.slice(0, 2))) % 100);
  const birthday = real(`${year}-${written}`);
  return birthday && birthday > today ? real(`${year - 100}-${written}`) : birthday;
}

function real(day: string): Day | undefined {
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day) ? day : undefined;
}

function luhn(figures: string): number {
  const sum = [...figures].reduce((all, figure, at) => {
    const twice = Number(figure) * (2 - (at % 2));
    return all + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
