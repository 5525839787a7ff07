import { beforeEach, afterEach, describe, expect, test, vi } from 'vitest';
import { people } from '../kernel/people.svelte';
import { apply, fromSnapshot, type BoardState } from './apply';
import { aPlan, asa, marta, told } from './cast';
import { sentenceOf, Telling, together } from './telling';

const before = fromSnapshot(aPlan());
const move = told({
  type: 'card.moved',
  version: 11,
  card_id: 'c2',
  to: { lane_id: 'active', rank: 'Zz' },
  from: { lane_id: 'planned', rank: 'a1' },
});
const after = apply(before, move) as BoardState;

beforeEach(async () => {
  const person = (id: string, name: string) => ({
    id,
    name,
    title: '',
    unit: '',
    role: 'employee',
    state: 'active',
    email: null,
  });
  const items = [person(asa, 'Åsa Öberg'), person(marta, 'Märta Sjöqvist')];
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ items, next: null })));
  await people.load();
});
afterEach(() => vi.unstubAllGlobals());

describe('what another did is told', () => {
  test('with who, what, and where it is now', () => {
    expect(sentenceOf(move, before, after)).toBe(
      'Märta flyttade uppdrag 2 till active, plats 1 av 2.',
    );
  });

  test('also of a card that is gone', () => {
    const closed = told({
      type: 'card.closed',
      version: 11,
      card_id: 'c1',
      reason: 'merged',
      note: '',
      from: { lane_id: 'planned', rank: 'a0' },
    });
    expect(sentenceOf(closed, before, apply(before, closed) as BoardState)).toBe(
      'Märta tog bort uppdrag 1 från tavlan.',
    );
  });

  test('but not what nobody need hear at once', () => {
    expect(
      sentenceOf(told({ type: 'member.added', version: 11, user_id: 'ulf' }), before, before),
    ).toBeUndefined();
  });
});

describe('many at once', () => {
  const one = { who: marta, sentence: 'Märta ändrade uppdrag 1.' };

  test('two are told by name', () => {
    expect(together([one, { who: asa, sentence: 'Åsa ändrade uppdrag 2.' }])).toBe(
      'Märta ändrade uppdrag 1. Åsa ändrade uppdrag 2.',
    );
  });

  test('more are a number', () => {
    expect(together([one, one, one])).toBe('Märta gjorde 3 ändringar.');
    expect(together([one, one, { ...one, who: asa }])).toBe('2 personer gjorde 3 ändringar.');
  });

  test('are said no faster than they can be heard', () => {
    vi.useFakeTimers();
    const heard = (): string | null | undefined =>
      document.querySelector('[data-announce="polite"]')?.textContent;
    const telling = new Telling();
    telling.tell([move], before, after);
    vi.advanceTimersByTime(1_100);
    expect(heard()).toContain('Märta flyttade');
    telling.tell([move, move, move], before, after);
    vi.advanceTimersByTime(1_100);
    expect(heard()).toContain('Märta flyttade');
    vi.advanceTimersByTime(2_000);
    expect(heard()).toBe('Märta gjorde 3 ändringar.');
    telling.stop();
    vi.useRealTimers();
  });
});
