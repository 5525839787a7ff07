import { describe, expect, test } from 'vitest';
import { isUnborn } from '../cards/unborn';
import { fromSnapshot, type BoardState } from './apply';
import { aPlan } from './cast';
import { lay, type Intent } from './pending';

const confirmed = fromSnapshot(aPlan());
const at = '2026-11-21T20:00:00.000Z';
const ids = (state: BoardState, lane: string): string[] =>
  (state.lists.get(lane) ?? []).map((card) => card.id);
const move = (cardId: string, laneId: string, after?: string | null): Intent => ({
  kind: 'move',
  key: 'k',
  at,
  cardId,
  laneId,
  after,
});

describe('what is shown is what is confirmed with what waits laid over', () => {
  test('nothing waiting shows the confirmed state itself', () =>
    expect(lay(confirmed, [])).toBe(confirmed));

  test('a move stands first, after a neighbour, or last', () => {
    expect(ids(lay(confirmed, [move('c3', 'planned', null)]), 'planned')).toEqual([
      'c3',
      'c1',
      'c2',
    ]);
    expect(ids(lay(confirmed, [move('c3', 'planned', 'c1')]), 'planned')).toEqual([
      'c1',
      'c3',
      'c2',
    ]);
    expect(ids(lay(confirmed, [move('c3', 'planned')]), 'planned')).toEqual(['c1', 'c2', 'c3']);
  });

  test('a lane that no move touches is the very same list', () => {
    expect(lay(confirmed, [move('c1', 'active')]).lists.get('done')).toBe(
      confirmed.lists.get('done'),
    );
  });

  test('a neighbour that has gone since means last', () => {
    expect(ids(lay(confirmed, [move('c3', 'planned', 'gone')]), 'planned')).toEqual([
      'c1',
      'c2',
      'c3',
    ]);
  });

  test('a lane that has gone since leaves the card where it is', () => {
    expect(lay(confirmed, [move('c3', 'gone')])).toBe(confirmed);
  });

  test('moves wait in order: one may stand on another', () => {
    const state = lay(confirmed, [move('c1', 'done'), move('c3', 'done', 'c1')]);
    expect(ids(state, 'done')).toEqual(['c1', 'c3']);
  });

  test('a new card is seen before it has a number', () => {
    const state = lay(confirmed, [
      { kind: 'create', key: 'k', at, laneId: 'done', after: undefined, title: 'Nytt' },
    ]);
    const card = state.lists.get('done')?.[0];
    expect(card).toMatchObject({ title: 'Nytt', lane_id: 'done' });
    expect(card && isUnborn(card)).toBe(true);
  });

  test('an undo takes away what has not been sent', () => {
    expect(lay(confirmed, [move('c1', 'done'), { kind: 'undo', key: 'u', at, op: 'k' }])).toBe(
      confirmed,
    );
  });

  test('an undo that is itself taken back leaves what waits', () => {
    const state = lay(confirmed, [
      move('c1', 'done'),
      { kind: 'undo', key: 'u', at, op: 'k' },
      { kind: 'undo', key: 'v', at, op: 'u' },
    ]);
    expect(ids(state, 'done')).toEqual(['c1']);
  });

  test('a changed field and a closed card', () => {
    expect(
      lay(confirmed, [
        { kind: 'change', key: 'k', at, cardId: 'c1', to: { due: '2026-12-16' } },
      ]).lists.get('planned')?.[0]?.due,
    ).toBe('2026-12-16');
    expect(ids(lay(confirmed, [{ kind: 'close', key: 'k', at, cardId: 'c1' }]), 'planned')).toEqual(
      ['c2'],
    );
  });
});
