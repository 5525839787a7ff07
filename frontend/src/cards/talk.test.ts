import { expect, test } from 'vitest';
import type { Said } from './comments.svelte';
import type { Happened } from './history.svelte';
import { interleaved } from './talk';

const said = (id: string, at: string) => ({ id, at, text: id }) as Said;
const happened = (id: string, at: string, ...types: string[]) =>
  ({ id, at, items: types.map((type) => ({ type })) }) as unknown as Happened;

const ids = (...given: Parameters<typeof interleaved>) => interleaved(...given).map(({ id }) => id);

test('the latest first, whatever it is', () => {
  const groups = [happened('moved', '3', 'card.moved'), happened('made', '1', 'card.created')];
  expect(ids([said('b', '2'), said('a', '4')], groups, true)).toEqual(['a', 'moved', 'b', 'made']);
});

test('a comment is not told twice, but its removal is told', () => {
  const groups = [
    happened('gone', '3', 'comment.removed'),
    happened('edited', '2', 'comment.changed'),
    happened('said', '1', 'comment.added'),
  ];
  expect(ids([said('a', '1')], groups, true)).toEqual(['gone', 'a']);
});

test('what is older than the history that was read waits for it', () => {
  const groups = [happened('moved', '3', 'card.moved')];
  expect(ids([said('old', '1'), said('new', '4')], groups, false)).toEqual(['new', 'moved']);
  expect(ids([said('old', '1'), said('new', '4')], groups, true)).toEqual(['new', 'moved', 'old']);
});
