import { expect, it } from 'vitest';
import { parse } from '../kernel/router.svelte';
import { keyGroupsAt } from './keys';

const at = (path: string) => keyGroupsAt(parse(new URL(path, 'http://verkstad.test')));
const plan = '/plans/01936b1e-0000-7000-8000-000000000001';

it.each([
  [plan, ['board', 'lifted', 'views', 'everywhere']],
  [`${plan}/12`, ['board', 'lifted', 'views', 'everywhere']],
  [`${plan}?view=table`, ['table', 'views', 'everywhere']],
  [`${plan}?view=calendar`, ['calendar', 'views', 'everywhere']],
  [`${plan}?view=timeline`, ['timeline', 'views', 'everywhere']],
  [`${plan}?view=timeline&as=text`, ['views', 'everywhere']],
  ['/all?view=statistics', ['views', 'everywhere']],
  ['/mine', ['mine', 'everywhere']],
  ['/inbox', ['everywhere']],
])('lists just the keys that work at %s', (path, names) => {
  expect(
    at(path)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(names.sort());
});

it('knows no first and last place where all plans stand row by row', () => {
  const pressed = (path: string) =>
    at(path).find(({ name }) => name === 'lifted')?.keys[0]?.press.length;
  expect(pressed('/all?lanes=owner')).toBe(1);
  expect(pressed('/all')).toBe(3);
});
