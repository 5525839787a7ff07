import { describe, expect, test } from 'vitest';
import { fromSnapshot } from '../apply';
import { aCard, aLane, aPlan } from '../cast';
import type { Desk } from '../desk.svelte';
import type { ShownPlan } from '../views/shown';
import { chosenColumns, sorted, sortingOf, usual } from './columns';
import { itemsOf, rowsOf, type Row } from './rows';
import { stepFrom } from './stepping';
import { rowAt } from '../views/windowing';
import { spanOf, topsOf } from './windowing';

const label = { id: 'l1', name: 'Juridik', tint: 1, rank: 'a0', version: 1 } as const;
const cards = [
  aCard('c1', 'planned', 'a0', { title: 'Ärlig', due: '2026-12', label_ids: ['l1'] }),
  aCard('c2', 'planned', 'a1', { title: 'Zink' }),
  aCard('c3', 'active', 'a0', { title: 'Åtta', due: '2026-12-30', health: 'off_track' }),
];

function shown(of = cards, through = of): ShownPlan {
  const lanes = [aLane('planned', 'a0', { stage: 'planned' }), aLane('active', 'a1')];
  const plan = fromSnapshot({ ...aPlan(), lanes, cards: [...of], labels: [label] });
  return { desk: {} as Desk, plan, cards: through };
}

const ids = (rows: readonly Row[]): string[] => rows.map(({ card }) => card.id);
const by = (written: string): string[] =>
  ids(sorted(rowsOf([shown()], undefined), sortingOf(written)));

describe('the order of rows', () => {
  test('is that of the board until a heading is pressed, and Swedish in its words', () => {
    expect(by('')).toEqual(['c1', 'c2', 'c3']);
    expect(by('title')).toEqual(['c2', 'c3', 'c1']);
    expect(by('-title')).toEqual(['c1', 'c3', 'c2']);
  });

  test('has what is missing last, whichever way it is turned', () => {
    expect(by('due')).toEqual(['c3', 'c1', 'c2']);
    expect(by('-due')).toEqual(['c1', 'c3', 'c2']);
  });

  test('leaves the row that somebody stands in where it was, also when it is filtered away', () => {
    const [held] = cards;
    const moved = cards.map((card) =>
      card.id === 'c1' ? { ...card, lane_id: 'active', rank: 'a9' } : card,
    );
    expect(ids(rowsOf([shown(moved)], undefined))).toEqual(['c1', 'c2', 'c3']);
    const plan = shown(moved, [...moved.slice(1), ...moved.slice(0, 1)]);
    expect(ids(rowsOf([plan], undefined))).toEqual(['c2', 'c3', 'c1']);
    expect(ids(rowsOf([plan], held))).toEqual(['c1', 'c2', 'c3']);
    expect(rowsOf([plan], held)[0]?.lane.id).toBe('active');
    expect(ids(rowsOf([shown(cards, cards.slice(1))], held))).toEqual(['c1', 'c2', 'c3']);
    const renamed = cards.map((card) => (card.id === 'c1' ? { ...card, title: 'Aborre' } : card));
    const rows = rowsOf([shown(renamed)], held);
    expect(ids(sorted(rows, sortingOf('title')))).toEqual(['c2', 'c3', 'c1']);
  });
});

describe('groups', () => {
  const rows = rowsOf([shown()], undefined);
  const told = (group: 'label' | 'health' | 'status', folded = new Set<string>()): string[] =>
    itemsOf(rows, group, folded).map((item) =>
      item.kind === 'group' ? `${item.key} ${item.count}` : item.row.card.id,
    );

  test('come in their own order, with what is missing last', () => {
    expect(told('health')).toEqual(['group off_track 1', 'c3', 'group unknown 2', 'c1', 'c2']);
    expect(told('label')).toEqual(['group Juridik 1', 'c1', 'group  2', 'c2', 'c3']);
  });

  test('are folded with their count kept', () => {
    expect(told('status', new Set(['group planned']))).toEqual([
      'group planned 2',
      'group active 1',
      'c3',
    ]);
  });
});

test('columns that nobody knows are left, and the plan stands only among several', () => {
  expect(chosenColumns('due,lön,plan,due', false)).toEqual(['due']);
  expect(chosenColumns('due,plan', true)).toEqual(['due', 'plan']);
  expect(chosenColumns(undefined, false)).toEqual(usual(false));
  expect(sortingOf('lön')).toBeUndefined();
});

test('keys lead as in a spreadsheet, and never outside it', () => {
  const extent = { rows: 30, columns: 5, page: 10 };
  const from = (key: string, ctrlKey = false): unknown =>
    stepFrom({ y: 3, x: 2 }, { key, ctrlKey, metaKey: false }, extent);
  expect(from('End')).toEqual({ y: 3, x: 4 });
  expect(from('End', true)).toEqual({ y: 29, x: 4 });
  expect(from('Home', true)).toEqual({ y: 0, x: 0 });
  expect(from('PageDown')).toEqual({ y: 13, x: 2 });
  expect(from('PageUp')).toEqual({ y: 0, x: 2 });
  expect(from('ArrowUp', true)).toEqual({ y: -1, x: 2 });
  expect(from('x')).toBeUndefined();
});

test('only what is in view is drawn, and a few rows beside it', () => {
  const items = Array.from({ length: 5000 }, (_, i) => ({
    kind: i % 100 === 0 ? ('group' as const) : ('row' as const),
  }));
  const tops = topsOf(items, { row: 48, group: 44 });
  expect(tops[5000]).toBe(4950 * 48 + 50 * 44);
  for (const i of [0, 1, 99, 100, 4999]) expect(rowAt(tops, tops[i] ?? 0)).toBe(i);
  expect(rowAt(tops, -50)).toBe(0);
  expect(rowAt(tops, 1e9)).toBe(4999);
  const { from, to } = spanOf(tops, tops[2000] ?? 0, (tops[2000] ?? 0) + 800);
  expect(from).toBeLessThan(2000);
  expect(to - from).toBeLessThan(45);
  expect(spanOf(topsOf([], { row: 1, group: 1 }), 0, 800)).toEqual({ from: 0, to: 0 });
});
