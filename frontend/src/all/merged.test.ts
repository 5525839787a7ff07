import { describe, expect, it } from 'vitest';
import { fromSnapshot } from '../boards/apply';
import { aCard, aLane, aPlan, asa, marta } from '../boards/cast';
import type { Desk } from '../boards/desk.svelte';
import type { By } from '../boards/swimlanes/rows';
import { merged, rowIn, rowsOfAll } from './merged';

const people = [
  { id: asa, name: 'Åsa Öberg', unit: 'Utveckling' },
  { id: marta, name: 'Märta Sjöqvist', unit: 'Ekonomi' },
];
const label = (id: string, name: string, rank: string) => ({
  ...{ id, name, rank, tint: 1 as const, version: 1 },
});
const planOf = (
  id: string,
  labels: ReturnType<typeof label>[],
  cards: ReturnType<typeof aCard>[],
) => {
  const lanes = [
    aLane(`${id}1`, 'a0', { stage: 'planned' }),
    aLane(`${id}2`, 'a1', { stage: 'waiting' }),
    aLane(`${id}3`, 'a2', { stage: 'waiting' }),
  ];
  return fromSnapshot({ ...aPlan(), lanes, labels, cards });
};
const first = planOf(
  'x',
  [label('j1', 'Juridik', 'a0')],
  [
    aCard('c1', 'x1', 'a0', { owner_id: asa, label_ids: ['j1'] }),
    aCard('c2', 'x3', 'a0', { owner_id: asa }),
  ],
);
const second = planOf(
  'y',
  [label('m2', 'Möten', 'a0'), label('j2', 'Juridik', 'a1')],
  [
    aCard('c3', 'y1', 'a0', { owner_id: marta, label_ids: ['j2'] }),
    aCard('c4', 'y2', 'a0', { label_ids: ['j2', 'm2'] }),
  ],
);
const plans = [{ seen: first }, { seen: second }];
const board = merged(plans) ?? first;
const told = (by: By) =>
  rowsOfAll(plans, board, by, people).map(({ title, lists }) => [
    title,
    ...[...lists].map(([stage, cards]) => `${stage} ${cards.map(({ id }) => id).join(' ')}`),
  ]);

describe('all plans as one board', () => {
  it('has every assignment under the stage of its status, plan by plan', () => {
    expect(board.lanes.map(({ id }) => id)).toEqual(['planned', 'active', 'waiting', 'done']);
    expect(board.lists.get('planned')?.map(({ id }) => id)).toEqual(['c1', 'c3']);
    expect(board.lists.get('waiting')?.map(({ id }) => id)).toEqual(['c2', 'c4']);
  });

  it('has a row for each person and unit, across plans', () => {
    expect(told('owner')).toEqual([
      ['Märta Sjöqvist', 'planned c3'],
      ['Åsa Öberg', 'planned c1', 'waiting c2'],
      ['Ingen ansvarig', 'waiting c4'],
    ]);
    expect(told('group').map(([title]) => title)).toEqual(['Ekonomi', 'Utveckling', 'Ingen enhet']);
  });

  it('has one row for labels of one name; a card stands by the first of its own plan', () => {
    expect(told('label')).toEqual([
      ['Juridik', 'planned c1 c3'],
      ['Möten', 'waiting c4'],
      ['Ingen etikett', 'waiting c2'],
    ]);
  });

  it("finds the plan's own label, or none", () => {
    const at = { desk: {} as Desk, plan: first };
    expect(rowIn(at, 'label', 'Juridik')).toBe('j1');
    expect(rowIn(at, 'label', 'Möten')).toBeUndefined();
    expect(rowIn(at, 'owner', asa)).toBe(asa);
  });
});
