import { expect, test } from 'vitest';
import { stagedOf } from './staging';

const lanes = (...stages: ('planned' | 'active' | 'waiting' | 'done')[]) =>
  stages.map((stage) => ({ stage }));

test('each lane stands under its stage, and the last of a stage reaches down', () => {
  const staged = stagedOf(lanes('planned', 'active', 'waiting', 'waiting', 'done'));
  expect(staged.rows).toBe('auto 1fr');
  expect(staged.spots).toEqual([
    'grid-area: 1 / 1 / -1',
    'grid-area: 1 / 2 / -1',
    'grid-area: 1 / 3 / auto',
    'grid-area: 2 / 3 / -1',
    'grid-area: 1 / 4 / -1',
  ]);
});

test('a plan without two of a stage has one row', () => {
  expect(stagedOf(lanes('active', 'done')).rows).toBe('1fr');
  expect(stagedOf([]).rows).toBe('1fr');
});
