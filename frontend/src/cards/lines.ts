/** Pasted lines become cards: one each, without the bullets of the document they came from. */

const BULLET = /^\s*(?:[-–—*•·▪◦o]|\d{1,3}[.)]|\[[ xX]?\])\s+/;
/** As many as one request takes. */
const MOST = 200;

export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(BULLET, '').trim())
    .filter((line) => line !== '');
}

/** The lines in parts that each go in one request, in order. */
export function portions(lines: readonly string[]): string[][] {
  const count = Math.ceil(lines.length / MOST);
  return Array.from({ length: count }, (_, i) => lines.slice(i * MOST, (i + 1) * MOST));
}
