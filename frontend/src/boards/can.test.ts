import { describe, expect, test } from 'vitest';
import type { Me } from '../kernel/wire';
import { fromSnapshot, type BoardState } from './apply';
import { canStart, whatCan } from './can';
import { aPlan, asa } from './cast';

const plan = fromSnapshot(aPlan());
const who = (role: Me['role'], id = 'somebody', scope: 'read' | 'write' = 'write') => ({
  me: { id, role } as Me,
  scope,
});
const of = (state: BoardState, ...person: Parameters<typeof who>) => whatCan(who(...person), state);

describe('what can be done with a plan', () => {
  test.each([
    ['admin', 'somebody', true, true],
    ['coordinator', 'somebody', true, true],
    ['employee', 'somebody', false, false],
    ['employee', asa, true, true],
    ['guest', 'somebody', false, false],
    ['guest', asa, true, false],
  ] as const)('%s %s: change %s, arrange %s', (role, id, change, arrange) => {
    expect(of(plan, role, id).change().ok).toBe(change);
    expect(of(plan, role, id).arrange().ok).toBe(arrange);
  });

  test('whoever is responsible for it changes it without being a member', () => {
    expect(of({ ...plan, members: [] }, 'employee', asa).change().ok).toBe(true);
  });

  test('a session that only reads changes nothing', () => {
    expect(of(plan, 'admin', asa, 'read').change().ok).toBe(false);
  });

  test('a closed plan can only be opened again, and says so', () => {
    const closed = { ...plan, board: { ...plan.board, closed_at: '2026-11-21T20:00:00.000Z' } };
    const can = of(closed, 'coordinator');
    expect(can.change()).toEqual({ ok: false, reason: 'Planen är avslutad och kan inte ändras.' });
    expect(can.close().ok).toBe(true);
  });

  test('a full lane refuses with its reason, unless it only warns or the card is there already', () => {
    const full = (wip_rule: 'warn' | 'refuse'): BoardState => ({
      ...plan,
      lanes: plan.lanes.map((lane) =>
        lane.id === 'active' ? { ...lane, wip_limit: 1, wip_rule } : lane,
      ),
    });
    const [card] = plan.lists.get('planned') ?? [];
    expect(of(full('refuse'), 'admin').move(card, 'active')).toEqual({
      ok: false,
      reason: 'active tar högst 1 uppdrag. Flytta vidare ett först.',
    });
    expect(of(full('warn'), 'admin').move(card, 'active').ok).toBe(true);
    expect(of(full('refuse'), 'admin').move({ lane_id: 'active' }, 'active').ok).toBe(true);
  });

  test('plans are started by coordinators and administrators', () => {
    expect(
      ['admin', 'coordinator', 'employee', 'guest'].map((role) => canStart({ role } as Me)),
    ).toEqual([true, true, false, false]);
  });
});
