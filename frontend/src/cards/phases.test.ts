import { expect, test } from 'vitest';
import type { Card, Phase } from '../kernel/wire';
import { changedIn, standingOf, stepOf, withMoved } from './phases';

const phase = (id: string): Phase => ({
  id,
  title: id,
  rank: id,
  leader_id: null,
  start: null,
  due: null,
  version: 1,
});
const phases = ['a', 'b', 'c'].map(phase);
const card = { phases } as unknown as Card;

test.each([
  ['a', 1, 'b', 'bac'],
  ['b', 1, 'c', 'acb'],
  ['b', -1, null, 'bac'],
  ['c', -1, 'a', 'acb'],
] as const)('%s a step %i stands after %s', (id, step, after, order) => {
  expect(stepOf(phases, id, step)).toBe(after);
  expect(
    withMoved(card, id, after)
      .phases.map((each) => each.id)
      .join(''),
  ).toBe(order);
});

test('there is no place above the first and none below the last', () => {
  expect(stepOf(phases, 'a', -1)).toBeUndefined();
  expect(stepOf(phases, 'c', 1)).toBeUndefined();
});

test('only what was written on is another', () => {
  expect(changedIn({ ...phase('a'), due: '2026-09' }, phase('a'))).toEqual({ due: '2026-09' });
  expect(changedIn(phase('a'), phase('a'))).toEqual({});
});

test.each([
  ['2026-11-10', '2026-11-10', 'passed'],
  ['2026-11-01', '2026-12-01', 'now'],
  ['2026-11-21', '2026-11-21', 'now'],
  [null, '2026-11-20', 'passed'],
  [null, '2026-11', undefined],
  ['2026-12', null, undefined],
  ['2026-11', null, 'now'],
  [null, null, undefined],
])('a phase from %s to %s stands so', (start, due, standing) => {
  expect(standingOf({ ...phase('a'), start, due }, '2026-11-21')).toBe(standing);
});
