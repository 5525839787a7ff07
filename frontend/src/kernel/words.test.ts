import { beforeEach, describe, expect, it, vi } from 'vitest';
import en from '../../../backend/verkstad/kernel/words/app.en.json';
import sv from '../../../backend/verkstad/kernel/words/app.sv.json';
import { firstKeys } from '../../scripts/words.ts';
import { language, type Sentence } from './language.svelte';
import { inOrder, listed, t } from './words';

const swedish: Record<string, Sentence> = sv;
const english: Record<string, Sentence> = en;

const forms = (sentence: Sentence) =>
  typeof sentence === 'string' ? [sentence] : [sentence.one, sentence.other];
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe('the two languages', () => {
  it('have the same sentences', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(swedish).sort());
  });

  it('have the same shape and places in every sentence', () => {
    for (const [key, one] of Object.entries(swedish)) {
      const other = english[key];
      if (other === undefined) throw new Error(`${key} is not in English`);
      expect(typeof other, key).toBe(typeof one);
      // Only the plural form must agree: "one" may leave the number out.
      const places = (sentence: Sentence) => new Set(placeholders(forms(sentence).at(-1) ?? ''));
      expect(places(other), key).toEqual(places(one));
      for (const form of [...forms(one), ...forms(other)]) expect(form, key).toMatch(/^\S.*\S$/);
    }
  });

  it('never shouts', () => {
    for (const sentence of Object.values(swedish).flatMap(forms))
      expect(sentence).not.toContain('!');
  });
});

describe('t', () => {
  beforeEach(() => language.speak('sv'));

  it('chooses the plural', () => {
    expect(t('count.done', { count: 1 })).toBe('1 klart');
    expect(t('count.done', { count: 5 })).toBe('5 klara');
  });

  it('changes with the language', async () => {
    expect(t('nav.plans')).toBe('Handlingsplaner');
    await language.speak('en');
    expect(t('nav.plans')).toBe('Action plans');
    expect(document.documentElement.lang).toBe('en');
  });

  it('speaks one language when a change overtakes a page that asks for more', async () => {
    vi.resetModules();
    const fresh = await import('./words');
    await fresh.language.speak('sv');
    await Promise.all([fresh.language.whole(), fresh.language.speak('en')]);
    expect(fresh.t('nav.plans')).toBe('Action plans');
    expect(fresh.t('overview.plans')).toBe('The plans');
    const [more] = [fresh.language.speak('sv'), fresh.language.whole()];
    await more;
    expect(fresh.t('overview.plans')).toBe('Planerna');
  });

  it('writes thousands as the language does', () => {
    expect(t('count.assignments', { count: 25000 })).toBe('25\u00a0000 uppdrag');
  });
});

it('joins names as a sentence does', async () => {
  await language.speak('sv');
  expect(listed(['Du', 'Märta', 'Ulf'])).toBe('Du, Märta och Ulf');
});

it('sorts by the Swedish alphabet, W after V', () => {
  const names = [
    'Öztürk',
    'Östling',
    'Öberg',
    'Ärleskog',
    'Ängmark',
    'Åkerblom',
    'Zetterqvist',
    'Wallin',
    'Vallin',
  ];
  expect(inOrder(names, (name) => name)).toEqual([
    'Vallin',
    'Wallin',
    'Zetterqvist',
    'Åkerblom',
    'Ängmark',
    'Ärleskog',
    'Öberg',
    'Östling',
    'Öztürk',
  ]);
});

it('every sentence is said somewhere', () => {
  const sources = import.meta.glob<string>(['../**/*.{svelte,ts}', '!**/*.test.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const all = Object.values(sources).join('\n');
  const begun = [...all.matchAll(/`([a-z_]+\.[a-z_.]*)\$\{/g)].map((match) => match[1] ?? '');
  const unsaid = Object.keys(swedish).filter(
    (key) => !all.includes(`'${key}'`) && !begun.some((start) => key.startsWith(start)),
  );
  expect(unsaid).toEqual([]);
});

describe('what the first board page downloads', () => {
  it('has what the board, its menus and its dialogs say', () => {
    const first = firstKeys();
    for (const key of [
      'nav.plans',
      'move.lifted',
      'move.title',
      'board.closed_none',
      'connection.gone',
    ]) {
      expect(first, key).toContain(key);
    }
  });

  it('leaves out what other pages say', () => {
    const first = firstKeys();
    for (const key of [
      'settings.title',
      'people.title',
      'signin.title',
      'overview.title',
      'setup.title',
    ]) {
      expect(first, key).not.toContain(key);
    }
  });
});
