import { expect, test } from 'vitest';
import { linesOf } from './lines';

test('each line that says something is one, without its bullet', () => {
  expect(
    linesOf('- Säkra mandat\r\n\r\n• Boka lokal\n 3) Utse chefer\n[ ] Skriv blankett\n'),
  ).toEqual(['Säkra mandat', 'Boka lokal', 'Utse chefer', 'Skriv blankett']);
});

test('a number or a dash inside a sentence is no bullet', () => {
  expect(linesOf('2 chefer – en ordinarie')).toEqual(['2 chefer – en ordinarie']);
});

test('more than two hundred are not taken at once', () =>
  expect(linesOf('rad\n'.repeat(300))).toHaveLength(200));
