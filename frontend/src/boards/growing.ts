/** A lane draws forty cards and grows before the reader comes to the end of them. */
import type { Face, Stage } from '../kernel/wire';
import { remInPixels } from '../ui/rem';
import { scrolled } from '../ui/scrolled';

export const STEP = 40;
/** Where many plans share the page. */
export const FEW = 5;

/** How many letters a title has on a line, at the most. */
let letters = Infinity;

/** Learns it from how many lanes share a window of a width, in rem: what stands in a stylesheet needs no measuring. */
export function noteLanes(count: number, width: number): void {
  const [lane, letter] = width > 40 ? [(width - 3) / count - 1, 0.425] : [width - 2.5, 0.475];
  letters = (Math.max(16, lane) - 1.625) / letter;
}

/** The least height, in rem, that a card takes with its gap: its number, its title, and what it tells. */
export function leastHeight({ title, owner_id, due }: Face, stage: Stage): number {
  const told = stage === 'done' ? 1 : Number(owner_id !== null) + Number(due !== null);
  return 3.5 + 1.25 * Math.min(3, Math.ceil(title.length / letters) || 1) + 1.65 * told;
}

/** How many cards fill a height, in rem, for certain. */
export function fillers(cards: readonly Face[], stage: Stage, height: number): number {
  let [count, filled] = [0, 0];
  for (const card of cards) {
    if (filled >= height) break;
    filled += leastHeight(card, stage);
    count += 1;
  }
  return count;
}

/** What lies over the cards: never less than the bar of the page, a plan's name and the heading of a lane. */
const HEAD = 16;
/** That much may be taken from it in one frame, by a problem that is mended. */
const LESS = 3;
let head = HEAD;
let rem = 16;

/** Learns, when all has been laid out and to ask costs nothing, where cards begin on the page; forgets it without any. */
export function noteHead(cards?: Element): void {
  rem = remInPixels();
  const top = cards ? (cards.getBoundingClientRect().top + scrollY) / rem - LESS : 0;
  head = Math.max(HEAD, top);
}

/** The height, in rem, in which cards can be seen at once, however the lanes stand. */
export function sight(): number {
  return Math.max(0, (innerHeight + scrolled()) / rem - head);
}

export function growing(grow: () => void): (end: Element) => () => void {
  return (end) => {
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) grow();
      },
      { rootMargin: '600px' },
    );
    watcher.observe(end);
    return () => watcher.disconnect();
  };
}
