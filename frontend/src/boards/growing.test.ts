import { expect, test, vi } from 'vitest';
import { aCard } from './cast';
import { fillers, leastHeight, noteLanes } from './growing';

const titled = (letters: number) => ({ ...aCard('c', 'lane', 'a'), title: 'n'.repeat(letters) });
const heights = (...letters: number[]) =>
  letters.map((each) => leastHeight(titled(each), 'active'));

test('until the lanes are known a title takes one line', async () => {
  vi.resetModules();
  const unknown = await import('./growing');
  const each = [10, 200].map((letters) => unknown.leastHeight(titled(letters), 'active'));
  expect(each).toEqual([4.75, 4.75]);
});

test('a title takes as many lines as it must in a lane of that width, and no more than three', () => {
  noteLanes(5, 90);
  expect(heights(30, 50, 80, 200)).toEqual([4.75, 6, 7.25, 7.25]);
  noteLanes(2, 90);
  expect(heights(80)).toEqual([4.75]);
});

test('what fills a height is counted by what each card takes', () => {
  noteLanes(5, 90);
  const cards = [30, 200, 30, 30].map(titled);
  expect(fillers(cards, 'active', 4.75 + 7.25)).toBe(2);
  expect(fillers(cards, 'active', 4.75 + 7.5)).toBe(3);
  expect(fillers(cards, 'active', 100)).toBe(4);
});
