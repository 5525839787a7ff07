import { describe, expect, it } from 'vitest';
import { namedChips, ownChips, press, isPressed, without } from './chips';
import { completing } from './completing';
import { parse } from './language';
import type { World } from './matching';
import { withoutPersons } from './sieve.svelte';
import { amongAll, sifting } from './sifting';
import { aCard, aPlan, asa, marta } from '../cast';
import { fromSnapshot } from '../apply';
import { placeAt } from '../places';

const plan = fromSnapshot({
  ...aPlan(),
  labels: [{ id: 'e1', name: 'På gång', tint: 1, rank: 'a0', version: 1 }],
});
const world: World = {
  today: '2026-11-22',
  me: asa,
  people: [
    { id: asa, name: 'Åsa Öberg' },
    { id: marta, name: 'Märta Sjöqvist' },
  ],
  plans: [{ id: 'plan', name: 'Planen', lanes: plan.lanes, labels: plan.labels }],
};
const offered = (text: string, caret = text.length, language: 'sv' | 'en' = 'sv') =>
  completing(text, caret, world, language).options.map(({ insert }) => insert);

describe('what may come next', () => {
  it.each([
    ['ansv', ['ansvarig:']],
    ['-ow', ['-ansvarig:']],
    ['läge:a', ['läge:avvikelse', 'läge:enligt-plan']],
    ['läge:enligt-p', ['läge:enligt-plan']],
    ['ansvarig:ob', ['ansvarig:"Åsa Öberg"']],
    ['ansvarig:"mä', ['ansvarig:"Märta Sjöqvist"']],
    ['etikett:gå', ['etikett:"På gång"']],
    ['-status:act', ['-status:active']],
    ['sjö', ['ansvarig:"Märta Sjöqvist"']],
    ['färg:r', []],
    ['v47', []],
  ])('after %s', (text, options) => {
    expect(offered(text)).toEqual(options);
  });

  it('is said in the language of the interface, whichever one writes', () => {
    expect(offered('läge:ris', 8, 'en')).toEqual(['health:at-risk']);
  });

  it('belongs to the part that is written in, not to the others', () => {
    const { from, to, options } = completing('läge:risk ste avtal', 13, world, 'sv');
    expect([from, to, options.map(({ insert }) => insert)]).toEqual([10, 13, ['steg:']]);
  });

  it('is everything that can be asked between parts', () => {
    expect(offered('avtal ')).toEqual(expect.arrayContaining(['ansvarig:', 'klart:', 'stopp:']));
  });
});

describe('where nobody may be singled out', () => {
  const nobody = withoutPersons(world);
  const cards = [...plan.lists.values()].flat();

  it('no person is offered, but that nobody is responsible', () => {
    const after = (text: string) =>
      completing(text, text.length, nobody, 'sv').options.map(({ insert }) => insert);
    expect([after('ansvarig:'), after('sjö')]).toEqual([['ansvarig:ingen'], []]);
  });

  it('there are chips of none but nobody', () => {
    expect(ownChips(cards, nobody, 'sv').map(({ name }) => name)).not.toContain('mine');
    expect(namedChips(cards, nobody, 'sv').owner.map(({ name }) => name)).toEqual(['nobody']);
  });
});

describe('a chip is a part of the text', () => {
  const cards = [...plan.lists.values()].flat();
  const [mine] = ownChips(cards, world, 'sv');
  if (!mine) throw new Error('there is no such chip');

  it('is written when it is pressed, and taken away in whichever words it stands', () => {
    expect(press(mine, 'avtal')).toBe('avtal ansvarig:mig');
    expect(isPressed(mine, parse('owner:me avtal'))).toBe(true);
    expect(press(mine, 'owner:me avtal')).toBe('avtal');
    expect(isPressed(mine, parse('-ansvarig:mig'))).toBe(false);
  });

  it('says how many of the plan it would leave', () => {
    const owned = [aCard('c8', 'planned', 'a8', { owner_id: asa }), ...cards];
    expect(ownChips(owned, world, 'sv')[0]?.count).toBe(1);
    const { owner, lane } = namedChips(owned, world, 'sv');
    expect(owner.map(({ written, count }) => [written, count])).toEqual([
      ['ansvarig:ingen', 3],
      ['ansvarig:"Åsa Öberg"', 1],
    ]);
    expect(lane.map(({ count }) => count)).toEqual([3, 1, 0]);
  });

  it('leaves the rest as it was written', () => {
    const parts = parse('a "b  c" d');
    expect(without('a "b  c" d', parts.slice(1, 2))).toBe('a d');
  });
});

describe('a place among the cards that are seen', () => {
  const list = ['c1', 'c2', 'c3', 'c4', 'c5'].map((id, i) => aCard(id, 'planned', `a${i}`));
  const all = { ...plan, lists: new Map(plan.lists).set('planned', list) };
  /** c2 and c4 are seen. */
  const seen = sifting((list) => list.filter(({ number }) => number % 2 === 0))(all);
  const after = (index: number, cardId = 'c4') =>
    amongAll(all, seen, cardId, placeAt(seen, cardId, 'planned', index)).after;

  it('is right below the one above it', () => {
    expect(after(1, 'c2')).toBe('c4');
  });

  it('is right above the first when it is first', () => {
    expect(after(0)).toBe('c1');
  });

  it('is where it is when it is put back', () => {
    expect(after(1)).toBe('c3');
  });

  it('is last in a lane of which nothing is seen', () => {
    const to = placeAt(seen, 'c4', 'active', 0);
    expect(amongAll(all, seen, 'c4', to).after).toBeUndefined();
  });
});
