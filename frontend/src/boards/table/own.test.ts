import { describe, expect, it, test } from 'vitest';
import type { BoardEvent } from '../../kernel/wire';
import { fromSnapshot } from '../apply';
import { aCard, aPlan } from '../cast';
import type { Desk } from '../desk.svelte';
import { chosenColumns, sorted, sortingOf } from './columns';
import { fieldsOf, ownColumns, ownOf } from './fields';
import { told, type Said, type Value } from './own.svelte';
import { itemsOf, rowsOf } from './rows';

const field = (
  id: string,
  name: string,
  kind: 'text' | 'number' | 'choice',
  choices: string[] = [],
) => ({
  ...{ id, name, kind, choices, rank: id, version: 1 },
});
const fields = [
  field('f1', 'Timmar', 'number'),
  field('f2', 'Berör, kanske', 'choice', ['Ja', 'Nej']),
  field('f3', 'Timmar', 'text'),
];
const said: Record<string, Record<string, Value>> = {
  c1: { f1: 12, f2: 'Nej' },
  c2: { f1: 3 },
  c3: { f2: 'Ja' },
};
const desk = {
  own: { valueOf: (card: string, id: string) => said[card]?.[id] ?? null },
} as unknown as Desk;
const cards = ['c1', 'c2', 'c3'].map((id, i) => aCard(id, 'planned', `a${i}`));
const plan = { ...fromSnapshot({ ...aPlan(), cards }), fields };
const rows = rowsOf([{ desk, plan, cards }], undefined);

describe("a plan's own fields as columns", () => {
  it('are known by their names, and two of one name apart', () => {
    expect([...fieldsOf(plan).keys()]).toEqual(['Timmar', 'Berör, kanske', 'Timmar (2)']);
    const own = ownColumns([plan, plan]);
    expect(own).toEqual(['own:Timmar', 'own:Berör%2C kanske', 'own:Timmar (2)']);
    expect(chosenColumns(['due', ...own, 'own:Borta'].join(), false, own)).toEqual(['due', ...own]);
  });

  it('sort numbers as numbers and choices in their order, with what says nothing last', () => {
    const by = (written: string) => sorted(rows, sortingOf(written)).map(({ card }) => card.id);
    expect(by('own:Timmar')).toEqual(['c2', 'c1', 'c3']);
    expect(by('-own:Timmar')).toEqual(['c1', 'c2', 'c3']);
    expect(by(ownOf('Berör, kanske'))).toEqual(['c3', 'c1', 'c2']);
  });

  it('leave the row that somebody stands in where it was', () => {
    const [held] = cards;
    const standing = rowsOf([{ desk, plan, cards }], held, new Map([['own:Timmar', 1]]));
    expect(sorted(standing, sortingOf('own:Timmar')).map(({ card }) => card.id)).toEqual([
      'c1',
      'c2',
      'c3',
    ]);
  });

  it('group what says the same', () => {
    const groups = itemsOf(rows, ownOf('Berör, kanske'), new Set()).flatMap((item) =>
      item.kind === 'group' ? [[item.title, item.count]] : [],
    );
    expect(groups).toEqual([
      ['Ja', 1],
      ['Nej', 1],
      ['Inget angivet', 1],
    ]);
  });
});

test('values follow their events, each by its own id', () => {
  const event = (type: string, more: object) =>
    ({ type, id: 'v1', card_id: 'c1', ...more }) as unknown as BoardEvent;
  let now: ReadonlyMap<string, Said> = new Map();
  now = told(now, event('value.added', { to: { field_id: 'f1', value: 1 } }));
  now = told(now, event('value.changed', { to: { value: 2 } }));
  expect(now.get('v1')).toEqual({ fieldId: 'f1', cardId: 'c1', value: 2 });
  now = told(now, event('value.removed', {}));
  expect(now.size).toBe(0);
  now = told(now, event('value.restored', { to: { field_id: 'f1', value: 2 } }));
  expect(now.get('v1')?.value).toBe(2);
  expect(told(now, event('card.moved', {}))).toBe(now);
});
