/** The interface's sentences: `t('key', {params})`. A key that is not in app.sv.json does not compile. */
import { language, type WordKey } from './language.svelte';
import type { Language } from './wire';

export { language, type WordKey } from './language.svelte';

export type Params = Record<string, string | number>;

const plurals: Record<Language, Intl.PluralRules> = {
  sv: new Intl.PluralRules('sv'),
  en: new Intl.PluralRules('en'),
};

export function t(key: WordKey, params: Params = {}): string {
  const sentence = language.words[key];
  if (sentence === undefined) return key;
  if (typeof sentence === 'string') return fill(sentence, params);
  const form = plurals[language.code].select(Number(params['count']));
  return fill(form === 'one' ? sentence.one : sentence.other, params);
}

function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (mark, name: string) => {
    const value = params[name];
    if (value === undefined) return mark;
    // An assignment's number is its name: 1234, not 1 234.
    return typeof value !== 'number' || name === 'number' ? String(value) : figure(value);
  });
}

const figures: Record<Language, Intl.NumberFormat> = {
  sv: new Intl.NumberFormat('sv-SE'),
  en: new Intl.NumberFormat('en-GB'),
};

export function figure(value: number): string {
  return figures[language.code].format(value);
}

const lists: Record<Language, Intl.ListFormat> = {
  sv: new Intl.ListFormat('sv', { type: 'conjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
};

/** "Du, Märta och Ulf". */
export function listed(items: string[]): string {
  return lists[language.code].format(items);
}

const collator = new Intl.Collator('sv', { numeric: true });

/** Swedish order in both languages: names do not move when the interface changes. */
export function inOrder<T>(items: T[], by: (item: T) => string): T[] {
  return items.toSorted((a, b) => collator.compare(by(a), by(b)));
}
