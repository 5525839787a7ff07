/**
 * When another question is asked of a plan, the elements there are show the cards that answer it: to write in one costs
 * a third of making it. What has come to no use is left until the answer has been painted, since to take it away costs
 * as much again.
 */
import type { Look } from '../../kernel/looks';
import type { Face, Id, Stage } from '../../kernel/wire';
import { leastHeight } from '../growing';
import { showing, type Laid, type Slot } from '../recycling';

/** The height, in rem, that one takes while it is hidden, with its gap. */
const HIDDEN = 7.5;

/**
 * The elements show other cards, in the order in which they stand, so that none is moved; but one that somebody is in
 * stays with its card. Those that are left over go, or stay, hidden down to where nothing is seen any more, which is
 * `sight` rem below the first.
 */
export function layAnew(
  before: Laid,
  cards: readonly Face[],
  look: Look,
  held: readonly Id[],
  rest: 'goes' | { stage: Stage; sight: number },
): Laid {
  const slots: Slot[] = [];
  const left = new Set<number>();
  let [at, start, filled] = [0, 0, 0];
  let cut: number | undefined;
  const fill = (end: number, until: number): void => {
    const free = before.slots.slice(at, until);
    const shown = cards.slice(start, end);
    slots.push(...shown.map((card, i) => showing(free[i], card, look)));
    [at, start] = [until, end];
    if (rest === 'goes') return;
    for (const card of shown) filled += leastHeight(card, rest.stage);
    for (const slot of free.slice(shown.length)) {
      left.add(slot.key);
      const seen = filled < rest.sight;
      slots.push(seen && !slot.hidden ? { ...slot, hidden: true } : slot);
      if (seen) filled += HIDDEN;
      else cut = rest.sight;
    }
  };
  for (const [index, card] of cards.entries()) {
    if (!held.includes(card.id)) continue;
    const own = before.slots.findIndex(
      (slot, i) => i >= at && slot.card.id === card.id && !before.left.has(slot.key),
    );
    if (own < 0) continue;
    fill(index, own);
    fill(index + 1, own + 1);
  }
  fill(cards.length, before.slots.length);
  return { slots, left, cut };
}
