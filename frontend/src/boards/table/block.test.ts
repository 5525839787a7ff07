import { describe, expect, it } from 'vitest';
import { blockOf, isBlock } from './block';

describe('a block from a spreadsheet', () => {
  it.each([
    ['Utred', [['Utred']]],
    [
      'Utred\tPågår\nSkriv\tKlart\n',
      [
        ['Utred', 'Pågår'],
        ['Skriv', 'Klart'],
      ],
    ],
    [
      'Utred\tPågår\r\nSkriv\tKlart\r\n',
      [
        ['Utred', 'Pågår'],
        ['Skriv', 'Klart'],
      ],
    ],
    [
      'a\t\tc\n\t\t',
      [
        ['a', '', 'c'],
        ['', '', ''],
      ],
    ],
    ['"en rad\noch ""en"" till"\tPågår', [['en rad\noch "en" till', 'Pågår']]],
    ['"Följ upp" sade de\tKlart', [['"Följ upp" sade de', 'Klart']]],
    ['"Följ upp"', [['"Följ upp"']]],
    ['', [['']]],
  ])('%j', (text, block) => {
    expect(blockOf(text)).toEqual(block);
  });

  it('is more than one cell', () => {
    expect(isBlock(blockOf('Utred\n'))).toBe(false);
    expect(isBlock(blockOf('Utred\tPågår'))).toBe(true);
    expect(isBlock(blockOf('Utred\nSkriv'))).toBe(true);
  });
});
