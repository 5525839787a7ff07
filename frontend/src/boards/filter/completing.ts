/** What may come next while a filter is written: the words to ask by, and what each of them can be. */
import type { Language } from '../../kernel/wire';
import { matching } from '../../ui/matching';
import { parse, writePart, type Part } from './language';
import type { World } from './matching';
import { folded, plain } from './saying';
import * as words from './vocabulary';
import type { Key } from './vocabulary';

export interface Completion {
  /** What is written in place of what is there. */
  readonly insert: string;
  readonly label: string;
  readonly key: Key;
}

export interface Completing {
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

const MOST = 8;
const EACH = 3;
/** What a bare word may mean; the others are asked by their own word only. */
const GUESSED: readonly Key[] = ['owner', 'label', 'lane', 'health', 'stage'];
const KEYS = Object.keys(words.KEYS) as Key[];

/** The part that is being written; nothing between parts. */
export function partUnder(text: string, caret: number): Part | undefined {
  return parse(text).find(({ from, to }) => from < caret && caret <= to);
}

/** A word that may yet be followed by a colon. */
export function beginsKey({ key, quoted, value }: Part): boolean {
  return key === 'word' && !quoted && KEYS.some((each) => words.KEYS[each].some(begins(value)));
}

const begins = (begun: string) => (name: string) => folded(name).startsWith(folded(plain(begun)));

export function completing(
  text: string,
  caret: number,
  world: World,
  language: Language,
): Completing {
  const part = partUnder(text, caret);
  const [from, to] = part ? [part.from, part.to] : [caret, caret];
  const not = part?.not ?? false;
  if (!part || (part.value === '' && !part.said && !part.quoted))
    return { from, to, options: keysOffered('', world, language, not) };
  if (part.said) {
    const options = part.key
      ? valuesOffered(part.key as Key, part.value, world, language, not)
      : [];
    return { from, to, options: options.slice(0, MOST) };
  }
  if (part.key !== 'word') return { from, to, options: [] };
  const guessed = part.value.length < 2 ? [] : GUESSED;
  const values = guessed.flatMap((key) =>
    valuesOffered(key, part.value, world, language, not).slice(0, EACH),
  );
  const keys = part.quoted ? [] : keysOffered(part.value, world, language, not);
  return { from, to, options: [...keys, ...values].slice(0, MOST) };
}

function keysOffered(begun: string, world: World, language: Language, not: boolean): Completion[] {
  return KEYS.filter((key) => key !== 'plan' || world.plans.length > 1)
    .filter((key) => words.KEYS[key].some(begins(begun)))
    .map((key) => {
      const insert = `${not ? '-' : ''}${words.wordOf(words.KEYS[key], language)}:`;
      return { insert, label: insert, key };
    });
}

function valuesOffered(
  key: Key,
  begun: string,
  world: World,
  language: Language,
  not: boolean,
): Completion[] {
  const name = words.wordOf(words.KEYS[key], language);
  const found = matching(valuesOf(key, world, language), begun.replaceAll('-', ' '));
  return found.map(({ label, value }) => {
    const insert = writePart(name, value, not);
    return { insert, label, key };
  });
}

type Value = { label: string; value: string };

function valuesOf(key: Key, world: World, language: Language): Value[] {
  const ours = (...all: (readonly string[])[]): Value[] =>
    all.map((each) => {
      const value = words.wordOf(each, language);
      return { label: value.replaceAll('-', ' '), value };
    });
  const names = (all: readonly string[]): Value[] =>
    [...new Set(all)].map((label) => ({ label, value: label }));
  switch (key) {
    case 'owner':
    case 'deputy':
      return [
        ...ours(...(world.me === null ? [] : [words.ME]), words.NONE),
        ...names(world.people.map((person) => person.name)),
      ];
    case 'health':
      return ours(...Object.values(words.HEALTHS));
    case 'stage':
      return ours(...Object.values(words.STAGES));
    case 'blocked':
      return ours(...Object.values(words.ANSWERS));
    case 'lane':
      return names(world.plans.flatMap(({ lanes }) => lanes.map(({ title }) => title)));
    case 'label':
      return [
        ...names(world.plans.flatMap(({ labels }) => labels.map((label) => label.name))),
        ...ours(words.NONE),
      ];
    case 'plan':
      return names(world.plans.map((plan) => plan.name));
    case 'due':
      return ours(words.LATE, words.TODAY, words.THIS_WEEK, words.NEXT_WEEK, words.NONE);
    case 'start':
      return ours(words.TODAY, words.THIS_WEEK, words.NEXT_WEEK, words.NONE);
  }
}
