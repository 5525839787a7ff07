import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, writePart } from './language';
import { compile, type Asked, type Filter, type World } from './matching';
import { personsIn } from './persons';

type Query = { query: string; today?: string; numbers: number[]; problems?: [string, string][] };
type Persons = { query: string; parts: string[] };
type Told = World & { cards: Asked[]; queries: Query[]; persons: Persons[] };
const read = (name: string): unknown =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../../tests', name), 'utf8'));
const vectors = read('vectors-filters.json') as Told;
/** What a slow recount lets through of random filters; tests/search/making_vectors.py makes them. */
const { worlds } = read('vectors-filters-random.json') as { worlds: Told[] };

/** The numbers of those that match: asked of each, and of the list as a whole. */
function numbersOf({ matches, through }: Filter, cards: readonly Asked[]): number[] {
  const numbers = cards.filter(matches).map(({ number }) => number);
  expect(through(cards).map(({ number }) => number)).toEqual(numbers);
  return numbers;
}

describe('a filter as it is written', () => {
  it.each(vectors.queries)('$query', ({ query, today, numbers, problems = [] }) => {
    const filter = compile(query, { ...vectors, today: today ?? vectors.today });
    const through = numbersOf(filter, vectors.cards);
    const said = filter.problems.map(({ part, code }) => [code, part.written]);
    expect([through, said]).toEqual([numbers, problems]);
  });

  it.each(worlds.map((told, nth) => ({ told, nth })))('of random plans, $nth', ({ told }) => {
    for (const { query, numbers, problems = [] } of told.queries) {
      const filter = compile(query, told);
      const through = numbersOf(filter, told.cards);
      const said = filter.problems.map(({ part, code }) => [code, part.written]);
      expect([query, through, said]).toEqual([query, numbers, problems]);
    }
  });

  it('is not read at all when it is too long', () => {
    const { problems, matches } = compile('a '.repeat(300), vectors);
    expect(problems.map(({ code }) => code)).toEqual(['too_long']);
    expect(vectors.cards.filter(matches)).toEqual([]);
  });
});

describe('what singles out a person', () => {
  it.each(vectors.persons)('$query', ({ query, parts }) => {
    expect(personsIn(parse(query)).map(({ written }) => written)).toEqual(parts);
  });
});

describe('a name is written so that it is read as that name', () => {
  it.each(['Åsa Öberg', 'Pågår', 'På gång', 'E-tjänst', 'IT & drift', '', 'v47'])('%s', (name) => {
    const [part, ...more] = parse(writePart('etikett', name));
    expect([part?.key, part?.value, more]).toEqual(['label', name, []]);
  });
});
