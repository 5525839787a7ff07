/** Cards dragged by pointer, within their lane and to another. */
import { dragging } from '../ui/dragging';
import { pull } from '../ui/pointer';
import { landing, type Landing } from './geometry';
import { glideBy } from './gliding';
import { grabbed, idOf, laneBoxes } from './measuring';
import { glideFrom } from './motion';
import { staying } from './staying';

glideBy(glideFrom);

export interface DragHost {
  readonly board: HTMLElement;
  mayLift(cardId: string): boolean;
  lifted(cardId: string): void;
  /** Shows where it would land, and says it. */
  over(landing: Landing): string;
  /** Resolves when the card has been drawn in its place, wherever that became. */
  dropped(): Promise<void>;
  cancelled(): Promise<void>;
}

export function draggingCards(host: DragHost): () => void {
  const { board } = host;

  async function settle(cardId: string, from: DOMRect, drawn: Promise<void>): Promise<void> {
    await drawn;
    const card = board.querySelector<HTMLElement>(`[data-card="${cardId}"]`);
    if (card) glideFrom(card, from);
  }

  const unstay = staying(board);
  const leave = dragging<Landing>(board, {
    grab(event) {
      const card = grabbed(event);
      return card && host.mayLift(idOf(card)) ? card : null;
    },
    lifted: (card) => host.lifted(idOf(card)),
    scroll({ x, y }) {
      const { left, right } = board.getBoundingClientRect();
      board.scrollLeft += pull(x, Math.max(0, left), Math.min(innerWidth, right));
      window.scrollBy(0, pull(y, 0, innerHeight));
    },
    placeAt: (at, card) => landing(at, laneBoxes(board, idOf(card))),
    over: (place) => host.over(place),
    dropped: (card, place, from) =>
      void settle(idOf(card), from, place ? host.dropped() : host.cancelled()),
  });
  return () => (unstay(), leave());
}
