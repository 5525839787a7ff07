/** Reads a filter as it is written: `ansvarig:mig läge:risk -status:"På paus" v47 #12 avtal`. */
import { folded, plain } from './saying';
import { KEYS, type Key } from './vocabulary';

export const MOST_CHARACTERS = 500;

export type ProblemCode =
  | 'unknown_key'
  | 'unknown_value'
  | 'unknown_lane'
  | 'unknown_label'
  | 'unknown_person'
  | 'unknown_plan'
  | 'senseless_date'
  | 'backwards'
  | 'unclosed_quote'
  | 'no_value'
  | 'nothing'
  | 'too_long';

export interface Part {
  readonly from: number;
  readonly to: number;
  readonly written: string;
  readonly not: boolean;
  /** A word of the title, a number, or what is asked for; nothing where the word before the colon is none of ours. */
  readonly key: Key | 'word' | 'number' | undefined;
  /** The word before the colon, as written. */
  readonly said: string;
  readonly value: string;
  /** In quotes it is a name, also where it is a word of ours: `status:"ingen"`. */
  readonly quoted: boolean;
  readonly problem?: ProblemCode;
}

const QUOTES = '"”“';
const SPACE = /\s/u;
const NAMED = /^(\p{L}+):/u;
const NUMBER = /^#(\d{1,9})$/;
export const WEEK = /^[vw]\.?\d{1,2}$/i;

const aliases = Object.entries(KEYS) as [Key, readonly string[]][];

function keyOf(said: string): Key | undefined {
  const is = (form: (text: string) => string) =>
    aliases.find(([, names]) => names.some((name) => form(name) === form(plain(said))))?.[0];
  return is((text) => text) ?? is(folded);
}

export function parse(query: string): Part[] {
  const text = query.normalize('NFC');
  if ([...text].length > MOST_CHARACTERS) return [tooLong(text)];
  const parts: Part[] = [];
  for (let at = 0; at < text.length;) {
    if (SPACE.test(text.charAt(at))) at += 1;
    else {
      const part = partAt(text, at);
      parts.push(part);
      at = part.to;
    }
  }
  return parts;
}

function tooLong(written: string): Part {
  const nothing = { not: false, key: undefined, said: '', value: '', quoted: false } as const;
  return { from: 0, to: written.length, written, ...nothing, problem: 'too_long' };
}

function partAt(text: string, from: number): Part {
  const not = text.charAt(from) === '-';
  const begins = from + (not ? 1 : 0);
  const said = NAMED.exec(text.slice(begins))?.[1] ?? '';
  const at = begins + (said ? said.length + 1 : 0);
  const quoted = at < text.length && QUOTES.includes(text.charAt(at));
  const end = quoted ? closingIn(text, at + 1) : spaceIn(text, at);
  const to = quoted ? Math.min(end + 1, text.length) : end;
  const value = text.slice(at + (quoted ? 1 : 0), end);
  const key = said ? keyOf(said) : bareKey(value, quoted);
  const number = key === 'number' ? value.slice(1) : value;
  const part = { from, to, written: text.slice(from, to), not, key, said, value: number, quoted };
  const problem = problemOf(part, quoted && end === text.length);
  return problem ? { ...part, problem } : part;
}

function bareKey(value: string, quoted: boolean): Part['key'] {
  if (quoted) return 'word';
  if (NUMBER.test(value)) return 'number';
  return WEEK.test(value) ? 'due' : 'word';
}

function problemOf({ key, value }: Part, unclosed: boolean): ProblemCode | undefined {
  if (key === undefined) return 'unknown_key';
  if (unclosed) return 'unclosed_quote';
  return key !== 'word' && value.trim() === '' ? 'no_value' : undefined;
}

function closingIn(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (QUOTES.includes(text.charAt(at))) return at;
  return text.length;
}

function spaceIn(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (SPACE.test(text.charAt(at))) return at;
  return text.length;
}

/** As it is written so that it is read as this and nothing else. */
export function writePart(key: string, value: string, not = false): string {
  const bare = /^[\p{L}\p{N}.<>=_-]+$/u.test(value);
  return `${not ? '-' : ''}${key}:${bare ? value : `"${value.replace(/["”“]/g, ' ')}"`}`;
}
