import { expect, test } from 'vitest';
import { linesOf, portions } from './lines';

test('each line that says something is one, without its bullet', () => {
  expect(
    linesOf('- Säkra mandat\r\n\r\n• Boka lokal\n 3) Utse chefer\n[ ] Skriv blankett\n'),
  ).toEqual(['Säkra mandat', 'Boka lokal', 'Utse chefer', 'Skriv blankett']);
});

test('a number or a dash inside a sentence is no bullet', () => {
  expect(linesOf('2 chefer – en ordinarie')).toEqual(['2 chefer – en ordinarie']);
});

test('no line is lost, however many there are', () => {
  const lines = linesOf(Array.from({ length: 450 }, (_, i) => `rad ${i}`).join('\n'));
  expect(lines).toHaveLength(450);
  expect(portions(lines).map((portion) => portion.length)).toEqual([200, 200, 50]);
  expect(portions(lines).flat()).toEqual(lines);
  expect(portions([])).toEqual([]);
});
