import { beforeEach, describe, expect, it, vi } from 'vitest';
import en from '../../../backend/verkstad/kernel/words/app.en.json';
import sv from '../../../backend/verkstad/kernel/words/app.sv.json';
import { firstKeys } from '../../scripts/words.ts';
import { language, type Sentence } from './language.svelte';
import { figure, inOrder, listed, t } from './words';

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

  it.each(['sv', 'en'] as const)('writes figures as the browser does: %s', async (code) => {
    await language.speak(code);
    const theirs = new Intl.NumberFormat({ sv: 'sv-SE', en: 'en-GB' }[code]);
    for (const value of [0, 7, 999, 1000, 12345, 123456, 1234567, 0.5, 1234.5, -1, -1234])
      expect(figure(value)).toBe(theirs.format(value));
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

  it('goes on in the language it has when the other does not come, and asks for that again', async () => {
    vi.resetModules();
    const { language: fresh, t: say } = await import('./words');
    await fresh.speak('sv');
    vi.doMock('virtual:words/en/first', () => Promise.reject(new TypeError('offline')));
    await expect(fresh.speak('en')).rejects.toThrow();
    // What is asked for next is the rest of the language that is spoken, not the one that did not come.
    await fresh.whole();
    expect(say('overview.plans')).toBe('Planerna');
    await expect(fresh.speak('en')).rejects.toThrow();
    await fresh.whole();
    expect(fresh.code).toBe('sv');

    vi.doUnmock('virtual:words/en/first');
    await fresh.speak('en');
    expect(say('overview.plans')).toBe('The plans');
  });

  it('asks for the rest of its words again when they did not come', async () => {
    vi.resetModules();
    const { language: fresh, t: say } = await import('./words');
    await fresh.speak('sv');
    vi.doMock('virtual:words/sv/rest', () => Promise.reject(new TypeError('offline')));
    await expect(fresh.whole()).rejects.toThrow();
    vi.doUnmock('virtual:words/sv/rest');
    await fresh.whole();
    expect(say('overview.plans')).toBe('Planerna');
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
  it('has what the board and its menus say, and what says that something has not come', () => {
    const first = firstKeys();
    for (const key of ['nav.plans', 'move.lifted', 'connection.gone', 'views.not_fetched']) {
      expect(first, key).toContain(key);
    }
  });

  it('leaves out what other pages say, and dialogs, which wait for their words', () => {
    const first = firstKeys();
    for (const key of [
      'settings.title',
      'people.title',
      'signin.title',
      'overview.title',
      'setup.title',
      'move.title',
      'board.closed_none',
    ]) {
      expect(first, key).not.toContain(key);
    }
  });
});
