import { describe, expect, it } from 'vitest';
import { fromSnapshot } from '../apply';
import { aCard, aPlan, asa, marta } from '../cast';
import { placeAt } from '../places';
import { cellsOf, placeInLane, roamIn, stepIn } from './cells';
import { rowsOf, type By } from './rows';

const people = [
  { id: asa, name: 'Åsa Öberg', unit: 'Utveckling' },
  { id: marta, name: 'Märta Sjöqvist', unit: 'Utveckling' },
];
const label = (id: string, rank: string) => ({ id, name: id, tint: 1 as const, rank, version: 1 });
const plan = fromSnapshot({
  ...aPlan(),
  labels: [label('Roller', 'a0'), label('Möten', 'a1')],
  cards: [
    aCard('c1', 'planned', 'a0', { owner_id: asa, label_ids: ['Möten', 'Roller'] }),
    aCard('c2', 'planned', 'a1', { owner_id: marta, health: 'at_risk' }),
    aCard('c3', 'planned', 'a2', { owner_id: asa, label_ids: ['gone'] }),
    aCard('c4', 'active', 'a0', { label_ids: ['Möten'] }),
  ],
});
const rows = (by: By) => rowsOf(plan, by, people);
const said = (by: By) => rows(by).map(({ title, count }) => [title, count]);

describe('the rows of a board', () => {
  it('are those who are responsible, in Swedish order, and nobody last', () => {
    expect(said('owner')).toEqual([
      ['Märta Sjöqvist', 1],
      ['Åsa Öberg', 2],
      ['Ingen ansvarig', 1],
    ]);
    expect(said('group')).toEqual([
      ['Utveckling', 3],
      ['Ingen enhet', 1],
    ]);
  });

  it('are every label and health, so that a card can be put there; a label that is gone is none', () => {
    expect(said('label')).toEqual([
      ['Roller', 1],
      ['Möten', 1],
      ['Ingen etikett', 2],
    ]);
    expect(said('health').map(([, count]) => count)).toEqual([0, 1, 0, 3]);
  });
});

describe('a card in the hand', () => {
  const cells = cellsOf(plan, rows('owner'));
  const at = (cardId: string, cell: string, index: number) =>
    placeAt(cells.state, cardId, cell, index);
  const held = (cardId: string, cell: string, index: number) => {
    const to = at(cardId, cell, index);
    return { cardId, from: to, to };
  };
  const after = (key: string, cell: string, index: number) => {
    const step = stepIn(cells, held('c2', cell, index), key);
    return step?.kind === 'moved' ? [step.lifted.to.laneId, step.lifted.to.nth] : step?.kind;
  };

  it('goes to the row below past the last place, and above before the first', () => {
    expect(after('ArrowDown', `planned ${marta}`, 0)).toEqual([`planned ${asa}`, 1]);
    expect(after('ArrowDown', `planned ${asa}`, 0)).toBeUndefined();
    expect(after('ArrowUp', `planned ${asa}`, 0)).toEqual([`planned ${marta}`, 1]);
    expect(after('ArrowUp', `planned ${marta}`, 0)).toBe('stayed');
    expect(after('ArrowRight', `done ${asa}`, 0)).toBe('stayed');
  });

  it('comes to stand beside its neighbour in the row, or keeps its height where it has none', () => {
    const place = (cell: string, index: number) =>
      placeInLane(plan, cells, 'c2', at('c2', cell, index));
    expect(place(`planned ${asa}`, 2)).toMatchObject({ laneId: 'planned', nth: 3 });
    expect(place(`planned ${asa}`, 0)).toMatchObject({ laneId: 'planned', nth: 1 });
    expect(place('planned ', 0)).toMatchObject({ laneId: 'planned', nth: 2 });
    expect(place(`active ${asa}`, 0)).toMatchObject({ laneId: 'active', nth: 2 });
  });

  it('is walked to over what is empty', () => {
    expect(roamIn(cells, 'c2', 'ArrowDown')).toBe('c1');
    expect(roamIn(cells, 'c1', 'ArrowDown')).toBe('c3');
    expect(roamIn(cells, 'c1', 'ArrowUp')).toBe('c2');
    expect(roamIn(cells, 'c1', 'ArrowRight')).toBeUndefined();
  });
});
