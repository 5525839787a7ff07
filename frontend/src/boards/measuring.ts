/** What the page has where: the only place that reads the board's geometry from the document. */
import type { LaneBox } from './geometry';

/** The card that was taken hold of; a button on it is no handle. */
export function grabbed(event: PointerEvent): HTMLElement | null {
  if (!(event.target instanceof Element)) return null;
  if (event.target.closest('button, input, textarea, select, [contenteditable]')) return null;
  return event.target.closest<HTMLElement>('[data-card]');
}

export function laneBoxes(board: HTMLElement, liftedId: string): LaneBox[] {
  return [...board.querySelectorAll<HTMLElement>('[data-lane]')].map((lane) => ({
    id: lane.dataset['lane'] ?? '',
    box: lane.getBoundingClientRect(),
    count:
      Number(lane.dataset['count']) - (lane.querySelector(`[data-card="${liftedId}"]`) ? 1 : 0),
    // Measured only for the lane under the pointer.
    get cards() {
      return [...lane.querySelectorAll<HTMLElement>('[data-card]')]
        .filter((card) => idOf(card) !== liftedId)
        .map((card) => ({ box: card.getBoundingClientRect() }));
    },
  }));
}

export function idOf(card: HTMLElement): string {
  return card.dataset['card'] ?? '';
}
