/** Pasted lines become cards: one each, without the bullets of the document they came from. */

const BULLET = /^\s*(?:[-–—*•·▪◦o]|\d{1,3}[.)]|\[[ xX]?\])\s+/;
const MOST = 200;

export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(BULLET, '').trim())
    .filter((line) => line !== '')
    .slice(0, MOST);
}
