import { expect, test } from 'vitest';
import { narrowedBy, queryOf, wide } from './narrowing';

test('what is asked of a history is what its address says', () => {
  const asked = { by: 'amina', about: 'texts', since: '2026-11-01', until: null } as const;
  expect(queryOf(asked)).toBe('?by=amina&about=texts&since=2026-11-01');
  expect(narrowedBy(new URLSearchParams(queryOf(asked)))).toEqual(asked);
});

test('the whole history asks for nothing, and nonsense is passed over', () => {
  expect(queryOf(wide)).toBe('');
  expect(narrowedBy(new URLSearchParams('about=ingenting'))).toEqual(wide);
});
