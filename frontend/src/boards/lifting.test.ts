import { describe, expect, test } from 'vitest';
import { fromSnapshot } from './apply';
import { aPlan } from './cast';
import { lift, step, type Lifted } from './lifting';
import { roam } from './roaming';

const state = fromSnapshot(aPlan());
const lifted = (cardId: string): Lifted => lift(state, cardId) as Lifted;
const walk = (from: Lifted, ...keys: string[]): Lifted =>
  keys.reduce((now, key) => {
    const next = step(state, now, key);
    return next.kind === 'moved' ? next.lifted : now;
  }, from);

describe('a lifted card', () => {
  test('begins where it stands', () => {
    expect(lifted('c2').to).toEqual({ laneId: 'planned', after: undefined, nth: 2, of: 2 });
  });

  test('walks up and down among the others', () => {
    expect(walk(lifted('c2'), 'ArrowUp').to).toEqual({
      laneId: 'planned',
      after: null,
      before: 'c1',
      nth: 1,
      of: 2,
    });
    expect(walk(lifted('c2'), 'ArrowUp', 'ArrowDown').to.nth).toBe(2);
    expect(step(state, lifted('c2'), 'ArrowDown').kind).toBe('stayed');
  });

  test('walks across lanes and keeps its height where there is one', () => {
    expect(walk(lifted('c2'), 'ArrowRight').to).toEqual({
      laneId: 'active',
      after: undefined,
      nth: 2,
      of: 2,
    });
    expect(walk(lifted('c2'), 'ArrowRight', 'ArrowRight').to).toEqual({
      laneId: 'done',
      after: null,
      nth: 1,
      of: 1,
    });
    expect(step(state, walk(lifted('c2'), 'ArrowRight', 'ArrowRight'), 'ArrowRight').kind).toBe(
      'stayed',
    );
  });

  test('goes first and last', () => {
    expect(walk(lifted('c3'), 'ArrowLeft', 'End').to).toEqual({
      laneId: 'planned',
      after: undefined,
      nth: 3,
      of: 3,
    });
    expect(walk(lifted('c3'), 'ArrowLeft', 'End', 'Home').to.after).toBeNull();
  });

  test('is dropped by space and put back by Escape', () => {
    expect(step(state, lifted('c1'), ' ').kind).toBe('dropped');
    expect(step(state, lifted('c1'), 'Escape').kind).toBe('cancelled');
    expect(step(state, lifted('c1'), 'x').kind).toBe('ignored');
  });

  test('cannot be a card that is gone', () => expect(lift(state, 'gone')).toBeUndefined());
});

describe('arrows between cards', () => {
  test('walk in a lane and across, past empty lanes', () => {
    expect(roam(state, 'c1', 'ArrowDown', false)).toBe('c2');
    expect(roam(state, 'c2', 'ArrowRight', false)).toBe('c3');
    expect(roam(state, 'c3', 'ArrowRight', false)).toBeUndefined();
    expect(roam(state, 'c2', 'Home', false)).toBe('c1');
  });

  test('walk through all groups where they are stacked', () => {
    expect(roam(state, 'c2', 'ArrowDown', true)).toBe('c3');
    expect(roam(state, 'c1', 'End', true)).toBe('c3');
  });

  test('begin at the first card when theirs is gone', () =>
    expect(roam(state, 'gone', 'ArrowDown', false)).toBe('c1'));
});
