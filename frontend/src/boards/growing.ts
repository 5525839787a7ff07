/** A lane draws forty cards and grows before the reader comes to the end of them. */
import type { Face, Stage } from '../kernel/wire';
import { scrolled } from '../ui/scrolled';

export const STEP = 40;
/** Where many plans share the page. */
export const FEW = 5;

/** The least height, in rem, that a card takes with its gap: its number, one line of its title, and what it tells. */
export function leastHeight({ owner_id, due }: Face, stage: Stage): number {
  const told = stage === 'done' ? 1 : Number(owner_id !== null) + Number(due !== null);
  return 4.75 + 1.6 * told;
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

/** What lies over the lanes: half of a screen at the most, and never less than the bar of the page and a plan's name. */
const HEAD = 10;
/** That much may be taken from it, by a problem that is mended or a notice that is put away. */
const LESS = 4;
let head = HEAD;
let rem = 16;

/** Learns, when all has been painted and to ask costs nothing, where cards begin on the page. */
export function noteHead(board: Element): void {
  rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  head = Math.max(HEAD, (board.getBoundingClientRect().top + scrollY) / rem - LESS);
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
