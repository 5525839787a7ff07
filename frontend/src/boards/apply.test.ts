import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BoardEvent, Snapshot } from '../kernel/wire';
import { apply, fromSnapshot, type BoardState } from './apply';
import { aCard, aLane, aPlan, told } from './cast';
import { follow } from './following';

const before = fromSnapshot(aPlan());
const ids = (state: BoardState, lane: string): string[] =>
  (state.lists.get(lane) ?? []).map((card) => card.id);
const after = (event: BoardEvent, state = before): BoardState => {
  const next = apply(state, event);
  if (next === 'reload') throw new Error(`asked for a new snapshot at ${event.type}`);
  return next;
};

describe('a snapshot and what happened since', () => {
  test('a card that moves leaves one lane, comes in order in another, and touches no third', () => {
    const event = told({
      type: 'card.moved',
      version: 11,
      card_id: 'c2',
      to: { lane_id: 'active', rank: 'Zz' },
      from: { lane_id: 'planned', rank: 'a1' },
    });
    const state = after(event);
    expect(ids(state, 'planned')).toEqual(['c1']);
    expect(ids(state, 'active')).toEqual(['c2', 'c3']);
    expect(state.lists.get('done')).toBe(before.lists.get('done'));
    expect(state.lists.get('active')?.[1]).toBe(before.lists.get('active')?.[0]);
    expect(state.lists.get('active')?.[0]).toMatchObject({ since: event.at, version: 11 });
    expect(state).toMatchObject({
      version: 11,
      board: { updated_at: event.at, updated_by: event.by, version: 1 },
    });
  });

  test('a move within the lane keeps the time it came there', () => {
    const state = after(
      told({
        type: 'card.moved',
        version: 11,
        card_id: 'c2',
        to: { lane_id: 'planned', rank: 'Zz' },
        from: { lane_id: 'planned', rank: 'a1' },
      }),
    );
    expect(ids(state, 'planned')).toEqual(['c2', 'c1']);
    expect(state.lists.get('planned')?.[0]?.since).toBe(before.lists.get('planned')?.[1]?.since);
  });

  test('ranks are compared as bytes, capitals before small letters', () => {
    const state = after(
      told({ type: 'card.created', version: 11, card: aCard('c9', 'planned', 'Zz') }),
    );
    expect(ids(state, 'planned')).toEqual(['c9', 'c1', 'c2']);
  });

  test('fields change where the card stands', () => {
    const state = after(
      told({
        type: 'card.changed',
        version: 11,
        card_id: 'c1',
        to: { title: 'Nytt' },
        from: { title: 'Uppdrag c1' },
      }),
    );
    expect(state.lists.get('planned')?.[0]).toMatchObject({ id: 'c1', title: 'Nytt', version: 11 });
    expect(state.lists.get('active')).toBe(before.lists.get('active'));
  });

  test('a description is only known to be there or not', () => {
    const event = { type: 'card.described', card_id: 'c1', from: { revision_id: null } } as const;
    const described = after(told({ ...event, version: 11, to: { revision_id: 'r1' } }));
    expect(described.lists.get('planned')?.[0]?.described).toBe(true);
  });

  test('lanes come, change, move and go with their cards list', () => {
    let state = after(told({ type: 'lane.added', version: 11, lane: aLane('paused', 'a1V') }));
    expect(state.lanes.map((lane) => lane.id)).toEqual(['planned', 'active', 'paused', 'done']);
    state = after(
      told({
        type: 'lane.moved',
        version: 12,
        lane_id: 'paused',
        to: { rank: 'Zz' },
        from: { rank: 'a1V' },
      }),
      state,
    );
    expect(state.lanes[0]).toMatchObject({ id: 'paused', version: 12 });
    const from = aLane('paused', 'Zz');
    state = after(told({ type: 'lane.removed', version: 13, lane_id: 'paused', from }), state);
    expect(state.lists.has('paused')).toBe(false);
  });

  test('a closed card leaves the board and a reopened one stands where it stood', () => {
    const card = aPlan().cards[0] as Snapshot['cards'][number];
    const closed = after(
      told({
        type: 'card.closed',
        version: 11,
        card_id: 'c1',
        reason: 'cancelled',
        note: '',
        from: { lane_id: 'planned', rank: 'a0' },
      }),
    );
    expect(ids(closed, 'planned')).toEqual(['c2']);
    expect(
      ids(after(told({ type: 'card.reopened', version: 12, card }), closed), 'planned'),
    ).toEqual(['c1', 'c2']);
  });

  test('a kind that this client does not know asks for a new snapshot', () => {
    expect(
      apply(before, {
        ...told({ type: 'board.closed', version: 11 }),
        type: 'card.gilded',
      } as unknown as BoardEvent),
    ).toBe('reload');
  });
});

describe('following a stream', () => {
  const first = told({ type: 'member.added', version: 11, user_id: 'ulf' });
  const second = told({ type: 'member.removed', version: 12, user_id: 'ulf' });

  test('what is known already is dropped', () => {
    const { state } = follow(before, [first]);
    expect(follow(state, [first, second])).toMatchObject({ applied: [second], needs: 'nothing' });
  });

  test('a gap stops it', () => {
    const followed = follow(before, [second]);
    expect(followed).toEqual({ state: before, applied: [], needs: 'missed' });
  });
});

const nothing: BoardState = { ...before, version: 0, lanes: [], lists: new Map(), members: [] };

interface Vector {
  name: string;
  /** None for the verb that begins the plan. */
  before: Snapshot | null;
  events: BoardEvent[];
  after: Snapshot;
}

/** Recorded by the server's own tests: what its log says must be what its snapshots show. */
const folder = resolve(import.meta.dirname, '../../../tests/vectors');

describe.runIf(existsSync(folder))('the cases that the server recorded', () => {
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.json'))
    : [];

  test('are there', () => expect(files).not.toEqual([]));

  test.each(files)('%s', (file) => {
    const vector = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as Vector;
    const state = vector.events.reduce(
      (now, event) => after(event, now),
      vector.before ? fromSnapshot(vector.before) : nothing,
    );
    expect(plain(state)).toEqual(plain(fromSnapshot(vector.after)));
  });

  function plain(state: BoardState): unknown {
    return { ...state, lists: Object.fromEntries(state.lists), members: [...state.members].sort() };
  }
});
