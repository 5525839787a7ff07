/** Mentions while they are written: what is asked for at the caret, and who stands in a text at last. */
import type { Id } from '../kernel/wire';

export interface Asked {
  /** Where the @ stands. */
  readonly from: number;
  readonly query: string;
}

export interface Named {
  readonly id: Id;
  readonly name: string;
}

const LONGEST = 40;
const WORD = /[\p{L}\p{N}_]/u;

/** The @ before the caret and what follows it, as long as it may still be a name. */
export function askedAt(text: string, caret: number): Asked | undefined {
  if (caret < 1) return undefined;
  const from = text.lastIndexOf('@', caret - 1);
  if (from < 0 || caret - from > LONGEST) return undefined;
  const query = text.slice(from + 1, caret);
  if (/[\n@]/.test(query) || /^\s/.test(query) || query.split(' ').length > 3) return undefined;
  return from > 0 && WORD.test(text.charAt(from - 1)) ? undefined : { from, query };
}

export function completed(
  text: string,
  asked: Asked,
  name: string,
): { text: string; caret: number } {
  const end = asked.from + 1 + asked.query.length;
  const space = /^[\s.,;:!?)]/.test(text.slice(end)) ? '' : ' ';
  const before = `${text.slice(0, asked.from)}@${name}${space}`;
  return { text: before + text.slice(end), caret: before.length };
}

/** Those whose names stand after an @; where several share one, those who were chosen. */
export function mentionedIn(
  text: string,
  people: readonly Named[],
  chosen: ReadonlySet<Id> = new Set(),
): Id[] {
  if (!text.includes('@')) return [];
  const names = [...new Set(people.map(({ name }) => name))].filter((name) =>
    text.includes(`@${name}`),
  );
  if (names.length === 0) return [];
  // The longest first: one may be the beginning of another.
  const either = names.toSorted((a, b) => b.length - a.length).map(escaped);
  const found = text.matchAll(new RegExp(`@(${either.join('|')})(?![\\p{L}\\p{N}_])`, 'gu'));
  const standing = new Set([...found].map(([, name]) => name));
  return [...standing].flatMap((name) => {
    const alike = people.filter((person) => person.name === name);
    const meant = alike.filter(({ id }) => chosen.has(id));
    return (meant.length > 0 ? meant : alike).map(({ id }) => id);
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
