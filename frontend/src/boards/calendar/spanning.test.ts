import { describe, expect, it } from 'vitest';
import { fromSnapshot } from '../apply';
import { aCard, aPlan } from '../cast';
import type { Desk } from '../desk.svelte';
import type { Phase } from '../timeline/beside.svelte';
import { bandOf, during, stretchesOf } from './spanning';

const phase = (id: string, start: string | null, due: string | null): Phase => ({
  ...{ id, card_id: 'c1', title: id, start, due },
});
const cards = [
  aCard('c1', 'planned', 'a0', { start: '2026-11-20', due: '2026-12-10' }),
  aCard('c2', 'planned', 'a1', { start: '2026-12', due: '2026-12-16' }),
  aCard('c3', 'planned', 'a2', { start: '2026-12-08', due: '2026-12-08' }),
  aCard('c4', 'planned', 'a3', { due: '2026-12' }),
];
const shown = { desk: {} as Desk, plan: fromSnapshot({ ...aPlan(), cards }), cards };
const phases = [phase('p1', '2026-12-07', '2026-12-09'), phase('p2', null, '2026-12-10')];
const all = stretchesOf(
  [shown],
  () => (id) => (id === 'c1' ? phases : []),
  '2026-11-30',
  '2027-01-03',
);
const band = (monday: string, most = 9) =>
  bandOf(all, monday, most).pieces.map(({ stretch, from, days, track, before, after }) =>
    [stretch.key, from, days, track, before ? '<' : '', after ? '>' : ''].join(' '),
  );

describe('what lasts longer than a day', () => {
  it('is an assignment with both its dates, and a phase; nothing of one day', () => {
    expect(all.map(({ key }) => key)).toEqual(['c1', 'p1', 'c2']);
  });

  it('lies in each of its weeks, and says where it goes on', () => {
    expect(band('2026-11-30')).toEqual(['c1 0 7 0 < >', 'c2 1 6 1  >']);
    expect(band('2026-12-07')).toEqual(['c1 0 4 0 < ', 'p1 0 3 1  ', 'c2 0 7 2 < >']);
    expect(band('2026-12-21')).toEqual([]);
  });

  it('is soft where only the month is known', () => {
    const [, piece] = bandOf(all, '2026-11-30', 9).pieces;
    expect([piece?.softStart, piece?.softEnd]).toEqual([1, 0]);
    const [last] = bandOf(all, '2026-12-14', 9).pieces;
    expect(last?.softStart).toBeLessThan(1);
  });

  it('hides what only goes on before what begins or ends, and counts it', () => {
    expect(band('2026-12-07', 2)).toEqual(['c1 0 4 0 < ', 'p1 0 3 1  ']);
    expect(bandOf(all, '2026-12-07', 2).hidden.map(({ key }) => key)).toEqual(['c2']);
    expect(during(all, '2026-12-07')).toHaveLength(3);
  });
});
