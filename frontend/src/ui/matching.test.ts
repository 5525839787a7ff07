import { expect, it } from 'vitest';
import { matching } from './matching';

const people = ['Åsa Öberg', 'Olle Berg', 'Oskar Oberg', 'Märta Sjöqvist'].map((label) => ({
  label,
}));
const found = (written: string) => matching(people, written).map((person) => person.label);

it('finds by any word of the name', () => {
  expect(found('berg')).toEqual(['Olle Berg', 'Åsa Öberg', 'Oskar Oberg']);
  expect(found('sjö')).toEqual(['Märta Sjöqvist']);
});

it('tolerates missing dots and rings, as a weaker hit', () => {
  expect(found('oberg')).toEqual(['Oskar Oberg', 'Åsa Öberg']);
  expect(found('asa')).toEqual(['Åsa Öberg']);
});

it('takes letters written in two parts', () => {
  expect(found('o\u0308berg')).toEqual(['Åsa Öberg', 'Oskar Oberg']);
});
