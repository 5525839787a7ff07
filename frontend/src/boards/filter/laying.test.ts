import { expect, test } from 'vitest';
import { plainLook } from '../../kernel/looks';
import type { Face } from '../../kernel/wire';
import { aCard } from '../cast';
import { layOn, nothingLaid, type Laid } from '../recycling';
import { layAnew } from './laying';

const lane = Array.from({ length: 30 }, (_, n) => aCard(`c${n}`, 'lane', String(n)));
const before = (cards: readonly Face[]): Laid => layOn(nothingLaid, cards, plainLook);
const used = ({ slots, left }: Laid) => slots.filter(({ key }) => !left.has(key));
const shown = (laid: Laid) => used(laid).map(({ card }) => card);
const keysOf = ({ slots }: Laid) => slots.map(({ key }) => key);

/** Always the same chances (mulberry32). */
function chances(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('any question after any other shows its own cards, each once, and moves no element', () => {
  const chance = chances(4);
  const some = (part: number) => lane.filter(() => chance() < part);
  for (let round = 0; round < 500; round += 1) {
    const [from, to] = [some(chance()), some(chance())];
    const held = some(0.05).map(({ id }) => id);
    const sight = [0, 10, 40, Infinity][round % 4] ?? 0;
    const old = before(from);
    const laid = layAnew(old, to, plainLook, held, { stage: 'active', sight });
    expect(shown(laid)).toEqual(to);
    const keys = keysOf(laid);
    expect(new Set(keys).size).toBe(keys.length);
    const known = keysOf(old);
    expect(keys.filter((key) => known.includes(key))).toEqual(known);
    for (const id of held) {
      const was = old.slots.find(({ card }) => card.id === id);
      const is = used(laid).find(({ card }) => card.id === id);
      if (was && is) expect(is.key).toBe(was.key);
    }
    expect(used(laid).some(({ hidden }) => hidden)).toBe(false);
    // Once it has been painted, what is left over goes, and nothing that is shown is drawn anew.
    expect(layOn(laid, to, plainLook).slots).toEqual(used(laid));
  }
});

test('what is left over is hidden as far as can be seen, and no further', () => {
  const [first, ...rest] = lane;
  const { slots } = layAnew(before(lane), [first as Face], plainLook, [], {
    stage: 'active',
    sight: 20,
  });
  // One card takes 4.75 rem at the least, a hidden element 7.5: three of these, and nothing can be seen below.
  const hidden = slots.map((slot) => slot.hidden ?? false);
  expect(hidden.slice(0, 5)).toEqual([false, true, true, true, false]);
  expect(hidden.slice(5)).not.toContain(true);
  expect(slots).toHaveLength(rest.length + 1);
});

test('what follows fills the elements that were left over before any is made', () => {
  const laid = layAnew(before(lane.slice(0, 20)), lane.slice(20, 22), plainLook, [], {
    stage: 'active',
    sight: 20,
  });
  const grown = layAnew(laid, lane.slice(20), plainLook, [], 'goes');
  expect(keysOf(grown)).toEqual(keysOf(laid).slice(0, 10));
  expect(shown(grown)).toEqual(lane.slice(20));
});

test('without a new question each card keeps its element, wherever it goes', () => {
  const old = before(lane.slice(0, 4));
  const turned = layOn(old, lane.slice(0, 4).toReversed(), plainLook);
  expect(turned.slots).toEqual(old.slots.toReversed());
});
