import { expect, test } from 'vitest';
import { intentOf } from './requests';

const at = '2026-11-21T20:00:00.000Z';
const read = (method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown) =>
  intentOf({ key: 'k', boardId: 'plan', method, path, body }, at);

test('what waits in the outbox is read as what it will change', () => {
  const common = { key: 'k', at };
  expect(read('POST', '/cards/c1/moves', { lane_id: 'done', after: null })).toEqual({
    ...common,
    kind: 'move',
    cardId: 'c1',
    laneId: 'done',
    after: null,
  });
  expect(read('PATCH', '/cards/c1', { due: null })).toEqual({
    ...common,
    kind: 'change',
    cardId: 'c1',
    to: { due: null },
  });
  expect(read('POST', '/cards/c1/closure', { reason: 'merged' })).toEqual({
    ...common,
    kind: 'close',
    cardId: 'c1',
  });
  expect(read('POST', '/boards/plan/cards', { title: 'Nytt', lane_id: 'done' })).toEqual({
    ...common,
    kind: 'create',
    laneId: 'done',
    after: undefined,
    title: 'Nytt',
  });
  expect(read('POST', '/boards/plan/undos', { op: 'x' })).toEqual({
    ...common,
    kind: 'undo',
    op: 'x',
  });
  expect(read('POST', '/cards/c1/assessments', { health: 'at_risk' })).toMatchObject({
    kind: 'assess',
    to: { health: 'at_risk', health_at: at },
  });
});

test('what cannot be shown before the server has done it is not guessed', () => {
  expect(read('DELETE', '/cards/c1/closure')).toBeUndefined();
  const lines = { lines: ['Ett', 'Två'], lane_id: 'done' };
  expect(read('POST', '/boards/plan/cards/lines', lines)).toBeUndefined();
  expect(read('POST', '/boards/plan/members', { user_id: 'ulf' })).toBeUndefined();
});
