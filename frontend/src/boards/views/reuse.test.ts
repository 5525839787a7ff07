import { expect, it } from 'vitest';
import { keeping, placing, reusing } from './reuse';

const laid = (things: ReadonlyMap<string, number>) => Object.fromEntries(things);

it('what stays keeps its element, and what has come takes one that is free', () => {
  const { lay } = reusing();
  expect(laid(lay(['a', 'b', 'c']))).toEqual({ a: 1, b: 2, c: 3 });
  expect(laid(lay(['c', 'd', 'e', 'f']))).toEqual({ c: 3, d: 1, e: 2, f: 4 });
  expect(laid(lay([]))).toEqual({});
  expect(laid(lay(['a']))).toEqual({ a: 5 });
});

it('nothing comes into the element that somebody was in', () => {
  const { lay } = reusing();
  lay(['a', 'b']);
  expect(laid(lay(['c', 'd'], 'a'))).toEqual({ c: 2, d: 3 });
});

it('what cannot be seen stays as it was, and is not made', () => {
  const keep = keeping<string, number>();
  const make = () => expect.unreachable();
  expect(keep('a', true, 0, make)).toBe(0);
  expect(keep('a', false, 0, () => 1)).toBe(1);
  expect(keep('a', true, 0, make)).toBe(1);
  expect(keep('b', true, 0, make)).toBe(0);
});

type Shown = { text: string; top: number };
const at = (things: string, first = 0) =>
  [...things].map((thing, i) => [thing, { text: thing, top: first + i }] as const);
const drawn = (placed: readonly { key: number; thing: string }[]) =>
  placed.map(({ key, thing }) => `${thing}${String(key)}`).join(' ');

it('a place that shows what it did is the same one', () => {
  const { lay } = placing<Shown>();
  const before = lay(at('abc'));
  const after = lay(at('abd'));
  expect(drawn(after)).toBe('a1 b2 d3');
  expect(after.slice(0, 2).every((one, i) => one === before[i])).toBe(true);
  expect(lay(at('abd', 1)).some((one) => after.includes(one))).toBe(false);
});

it('no other thing comes into the place that somebody is in', () => {
  const { lay } = placing<Shown>();
  lay(at('ab'));
  expect(drawn(lay(at('cd'), 'a'))).toBe('c2 d3');
});
