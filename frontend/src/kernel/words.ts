/** The interface's sentences: `t('key', {params})`. A key that is not in app.sv.json does not compile. */
import { language, type WordKey } from './language.svelte';
import type { Language } from './wire';

export { language, type WordKey } from './language.svelte';

export type Params = Record<string, string | number>;

export function t(key: WordKey, params: Params = {}): string {
  const sentence = language.words[key];
  if (sentence === undefined) return key;
  if (typeof sentence === 'string') return fill(sentence, params);
  // Both languages have one form for one, and another for all else.
  return fill(Number(params['count']) === 1 ? sentence.one : sentence.other, params);
}

function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (mark, name: string) => {
    const value = params[name];
    if (value === undefined) return mark;
    // An assignment's number is its name: 1234, not 1 234.
    return typeof value !== 'number' || name === 'number' ? String(value) : figure(value);
  });
}

const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

/** "12 345" in Swedish, "12,345" in English. */
export function figure(value: number): string {
  // Whole numbers by hand: until the browser has formatted its first one, it could have drawn twenty cards.
  if (!Number.isInteger(value) || value < 0)
    return new Intl.NumberFormat(locales[language.code]).format(value);
  return String(value).replace(/\B(?=(\d{3})+$)/g, language.code === 'sv' ? '\u00a0' : ',');
}

/** "Du, Märta och Ulf". */
export function listed(items: string[]): string {
  const list = new Intl.ListFormat(locales[language.code], { type: 'conjunction' });
  return list.format(items);
}

let collator: Intl.Collator | undefined;

/** Swedish order in both languages: names do not move when the interface changes. */
export function compare(a: string, b: string): number {
  collator ??= new Intl.Collator('sv', { numeric: true });
  return collator.compare(a, b);
}

export function inOrder<T>(items: T[], by: (item: T) => string): T[] {
  return items.toSorted((a, b) => compare(by(a), by(b)));
}
