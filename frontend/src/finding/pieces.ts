/** A text cut where it was hit. The server counts in characters (code points), a string in halves of them. */

export type Span = readonly number[];

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

export function piecesOf(text: string, marks: readonly Span[]): readonly Piece[] {
  const letters = [...text];
  const pieces: Piece[] = [];
  let at = 0;
  const cut = (until: number, hit: boolean): void => {
    if (until > at) pieces.push({ text: letters.slice(at, until).join(''), hit });
    at = Math.max(at, until);
  };
  for (const [from = 0, to = 0] of marks.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))) {
    cut(Math.min(from, letters.length), false);
    cut(Math.min(to, letters.length), true);
  }
  cut(letters.length, false);
  return pieces;
}
