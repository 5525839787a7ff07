import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { marta, told } from './cast';
import { Recents } from './recents.svelte';

const move = told({
  type: 'card.moved',
  version: 11,
  card_id: 'c1',
  to: { lane_id: 'done', rank: 'a0' },
  from: { lane_id: 'planned', rank: 'a0' },
});
const theirs = () => false;
const mine = () => true;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what another did stays marked for eight seconds from the last time', () => {
  const recents = new Recents();
  recents.see([move], theirs);
  expect(recents.marks.get('c1')).toEqual({ by: marta, deed: 'moved' });
  vi.advanceTimersByTime(6_000);
  recents.see([move], theirs);
  vi.advanceTimersByTime(6_000);
  expect(recents.marks.has('c1')).toBe(true);
  vi.advanceTimersByTime(2_000);
  expect(recents.marks.has('c1')).toBe(false);
});

test('what I do takes the mark away', () => {
  const recents = new Recents();
  recents.see([move], theirs);
  recents.see([move], mine);
  expect(recents.marks.size).toBe(0);
});
