import { expect, test } from 'vitest';
import type { Card } from '../kernel/wire';
import {
  afterAt,
  isBorn,
  withList,
  withListAt,
  withoutRow,
  withRow,
  withRowAt,
  withRows,
} from './checklists';

const card = {
  checklists: [
    { id: 'x', title: 'X', rows: ['a', 'b', 'c'].map((id) => ({ id, text: id, done_at: null })) },
    { id: 'y', title: 'Y', rows: [{ id: 'd', text: 'd', done_at: null }] },
  ],
} as unknown as Card;

const rows = ({ checklists }: Card) => checklists.map((list) => list.rows.map(({ text }) => text));

test('a row is laid where it will stand', () => {
  expect(rows(withRowAt(card, 'a', 'x', 'b'))).toEqual([['b', 'a', 'c'], ['d']]);
  expect(rows(withRowAt(card, 'c', 'x', null))).toEqual([['c', 'a', 'b'], ['d']]);
  expect(rows(withRowAt(card, 'a', 'x', undefined))).toEqual([['b', 'c', 'a'], ['d']]);
  expect(rows(withRowAt(card, 'a', 'y', 'd'))).toEqual([
    ['b', 'c'],
    ['d', 'a'],
  ]);
});

test('beside a neighbour that has gone it is last, and a row that has gone is nowhere', () => {
  expect(rows(withRowAt(card, 'a', 'y', 'gone'))).toEqual([
    ['b', 'c'],
    ['d', 'a'],
  ]);
  expect(withRowAt(card, 'gone', 'y', null)).toBe(card);
});

test('new rows come last and cannot be asked for anything yet', () => {
  const laid = withRows(card, 'y', ['e', 'f']);
  expect(rows(laid)[1]).toEqual(['d', 'e', 'f']);
  expect(laid.checklists[1]?.rows.map(isBorn)).toEqual([true, false, false]);
  expect(withList(card, 'Z').checklists.map(isBorn)).toEqual([true, true, false]);
});

test('a row is changed and removed wherever it stands', () => {
  expect(rows(withRow(card, 'd', { text: 'D' }))[1]).toEqual(['D']);
  expect(rows(withoutRow(card, 'b'))[0]).toEqual(['a', 'c']);
});

test('checklists change places', () => {
  expect(withListAt(card, 'y', null).checklists.map(({ id }) => id)).toEqual(['y', 'x']);
});

test('the first place is null, the last is left out', () => {
  const others = [{ id: 'a' }, { id: 'b' }];
  expect([0, 1, 2].map((index) => afterAt(others, index))).toEqual([null, 'a', undefined]);
  expect(afterAt([], 0)).toBeNull();
});
