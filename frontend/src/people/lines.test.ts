import { describe, expect, it } from 'vitest';
import { readLines } from './lines';

describe('pasted people', () => {
  it.each([
    'Åsa Öberg, asa.oberg@example.se',
    'Åsa Öberg;ASA.OBERG@example.se',
    'Åsa Öberg\tasa.oberg@example.se',
    '"Åsa Öberg" <asa.oberg@example.se>',
  ])('%s', (line) => {
    expect(readLines(line).people).toEqual([{ name: 'Åsa Öberg', email: 'asa.oberg@example.se' }]);
  });

  it('takes title and unit after the address', () => {
    expect(readLines('Ulf, ulf@example.se, Enhetschef, Vuxenenheten').people).toEqual([
      { name: 'Ulf', email: 'ulf@example.se', title: 'Enhetschef', unit: 'Vuxenenheten' },
    ]);
  });

  it('says which lines it cannot read', () => {
    const reading = readLines(
      'Ulf, ulf@example.se\r\n\r\nBara ett namn\nAnna, anna@\nUlf igen, Ulf@example.se',
    );
    expect(reading.people).toHaveLength(1);
    expect(reading.wrong).toEqual([3, 4]);
    expect(reading.twice).toEqual([{ line: 5, email: 'ulf@example.se' }]);
  });
});
