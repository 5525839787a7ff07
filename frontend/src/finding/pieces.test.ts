import { describe, expect, it } from 'vitest';
import { piecesOf } from './pieces';

describe('a text cut where it was hit', () => {
  it.each<[string, number[][], string]>([
    ['Öppna anmälningar', [[6, 12]], 'Öppna [anmäln]ingar'],
    [
      'ett två ett',
      [
        [8, 11],
        [0, 3],
      ],
      '[ett] två [ett]',
    ],
    ['👩‍🔧 räksmörgås', [[4, 7]], '👩‍🔧 [räk]smörgås'],
    ['ett', [[0, 99]], '[ett]'],
    [
      'ett',
      [
        [1, 1],
        [9, 12],
      ],
      'ett',
    ],
    [
      'överlapp',
      [
        [0, 4],
        [2, 6],
      ],
      '[över][la]pp',
    ],
    ['', [[0, 2]], ''],
  ])('%s', (text, marks, shown) => {
    const pieces = piecesOf(text, marks);
    expect(pieces.map((piece) => (piece.hit ? `[${piece.text}]` : piece.text)).join('')).toBe(
      shown,
    );
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });
});
