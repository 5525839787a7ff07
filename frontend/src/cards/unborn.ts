/** A card that the server has not numbered yet: it is shown, but it can be neither opened nor moved. */
import type { Face } from '../kernel/wire';

export function isUnborn(card: Pick<Face, 'number'>): boolean {
  return card.number === 0;
}
