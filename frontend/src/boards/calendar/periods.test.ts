import { describe, expect, test } from 'vitest';
import { plusDays } from '../../kernel/days';
import { fromSnapshot } from '../apply';
import { aCard, aPlan } from '../cast';
import type { Desk } from '../desk.svelte';
import { fill } from './filling';
import { beside, firstOf, lastOf, monthsOn, periodOf, weeksOf, weekWith } from './periods';

describe('a period', () => {
  test('is what the address says, or this month where that makes no sense', () => {
    expect(periodOf('2026-12', '2026-11-22')).toEqual({ kind: 'month', at: '2026-12' });
    expect(periodOf('2026-W01', '2026-11-22')).toMatchObject({ monday: '2025-12-29' });
    for (const at of [undefined, 'i går', '2026-13', '2026-W54', '9999-01'])
      expect(periodOf(at, '2026-11-22')).toEqual({ kind: 'month', at: '2026-11' });
  });

  test('is followed by the next, also over a new year', () => {
    expect(beside(periodOf('2026-12', ''), 1).at).toBe('2027-01');
    expect(beside(periodOf('2026-01', ''), -1).at).toBe('2025-12');
    expect(beside(periodOf('2026-W53', ''), 1).at).toBe('2027-W01');
    expect(weekWith('2027-01-01').at).toBe('2026-W53');
  });

  test('is drawn as whole weeks, every day once', () => {
    for (let day = '2024-01-15'; day < '2028-01-01'; day = plusDays(day, 28)) {
      const period = periodOf(day.slice(0, 7), day);
      const days = weeksOf(period).flat();
      expect(days).toEqual(days.map((_, i) => plusDays(days[0] ?? '', i)));
      expect(days).toContain(firstOf(period));
      expect(days).toContain(lastOf(period));
      expect(days.length).toBeLessThanOrEqual(42);
    }
  });

  test('a month on is the same day, or the last of a shorter month', () => {
    expect(monthsOn('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthsOn('2026-03-31', -1)).toBe('2026-02-28');
    expect(monthsOn('2026-12-24', 1)).toBe('2027-01-24');
  });
});

test('what is only known in part stands in a strip of its own, the nearest first', () => {
  const due = (id: string, when: string | null, lane = 'planned') =>
    aCard(id, lane, id, { due: when });
  const cards = [
    due('c1', '2026-12-24'),
    due('c2', '2026-12'),
    due('c3', '2026'),
    due('c4', '2026-24'),
    due('c5', '2027-01'),
    due('c6', null),
    due('c7', null, 'done'),
  ];
  const plan = fromSnapshot({ ...aPlan(), cards });
  const { days, partly, undated } = fill(
    [{ desk: {} as Desk, plan, cards }],
    '2026-11-30',
    '2026-12-31',
    '2026-12',
  );
  expect([...days.keys()]).toEqual(['2026-12-24']);
  expect(partly.map(({ when }) => when)).toEqual(['2026-12', '2026-24', '2026']);
  expect(undated.map(({ card }) => card.id)).toEqual(['c6']);
});
