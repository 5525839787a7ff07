import { describe, expect, test } from 'vitest';
import { hasMoved, pull } from '../ui/pointer';
import { landing, type Box, type LaneBox } from './geometry';

const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const lane = (id: string, left: number, cards: number, count = cards): LaneBox => ({
  id,
  box: box(left, 0, 200, 100 * cards + 50),
  cards: Array.from({ length: cards }, (_, n) => ({ box: box(left, 100 * n, 200, 92) })),
  count,
});
const lanes = [lane('planned', 0, 3), lane('active', 220, 1), lane('done', 440, 40, 900)];

describe('where a card lands', () => {
  test('before the card whose upper half is under the pointer', () => {
    expect(landing({ x: 50, y: 10 }, lanes)).toEqual({ laneId: 'planned', index: 0 });
    expect(landing({ x: 50, y: 80 }, lanes)).toEqual({ laneId: 'planned', index: 1 });
    expect(landing({ x: 50, y: 290 }, lanes)).toEqual({ laneId: 'planned', index: 3 });
  });

  test('below a short lane is last in that lane, not in its taller neighbour', () => {
    expect(landing({ x: 300, y: 280 }, lanes)).toEqual({ laneId: 'active', index: 1 });
  });

  test('the rest of a lane, also what is not drawn, is last', () => {
    expect(landing({ x: 500, y: 4040 }, lanes)).toEqual({ laneId: 'done', index: 900 });
    expect(landing({ x: 500, y: 3990 }, lanes)).toEqual({ laneId: 'done', index: 40 });
  });

  test('between lanes it is the nearest', () =>
    expect(landing({ x: 215, y: 10 }, lanes)?.laneId).toBe('active'));

  test('in stacked lanes height decides', () => {
    const stacked = [lane('planned', 0, 3), { ...lane('active', 0, 0), box: box(0, 400, 200, 60) }];
    expect(landing({ x: 50, y: 420 }, stacked)).toEqual({ laneId: 'active', index: 0 });
  });

  test('nowhere without lanes', () => expect(landing({ x: 0, y: 0 }, [])).toBeUndefined());
});

test('edges pull harder the nearer they are, and the middle not at all', () => {
  expect(pull(500, 0, 1000)).toBe(0);
  expect(pull(1000, 0, 1000)).toBe(18);
  expect(pull(964, 0, 1000)).toBe(9);
  expect(pull(-20, 0, 1000)).toBe(-18);
});

test('a drag begins after four pixels', () => {
  expect(hasMoved({ x: 0, y: 0 }, { x: 2, y: 3 }, 4)).toBe(false);
  expect(hasMoved({ x: 0, y: 0 }, { x: 3, y: 4 }, 4)).toBe(true);
});
