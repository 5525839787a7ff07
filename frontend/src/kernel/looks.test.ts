import { describe, expect, it } from 'vitest';
import { lookOf, plainLook, queryOf, type Look } from './looks';

const read = (query: string) => lookOf(new URLSearchParams(query));

describe('how a plan is looked at', () => {
  it.each<[string, Look]>([
    ['', plainLook],
    ['?view=table&q=ansvarig%3Amig', { view: 'table', q: 'ansvarig:mig', own: {} }],
    ['?view=calendar&at=2016-12', { view: 'calendar', q: '', own: { at: '2016-12' } }],
  ])('stands in the address: %s', (query, look) => {
    expect(read(query)).toEqual(look);
    expect(queryOf(look)).toBe(query);
  });

  it.each(['?view=lol', '?view=board', '?colour=red', '?sort='])(
    'leaves what it does not know: %s',
    (query) => {
      expect(read(query)).toEqual(plainLook);
    },
  );
});
