/** A place among the cards that are drawn, as one among all of the lane. */
import type { Face } from '../kernel/wire';
import type { BoardState } from './apply';
import { placeAt, type Place } from './places';

/** Right below the neighbour above, or right above the one below; last where there is neither. */
export function besideNeighbours(
  all: BoardState,
  drawn: readonly Face[],
  cardId: string,
  laneId: string,
  nth: number,
): Place {
  const near = drawn.filter(({ id }) => id !== cardId);
  const list = (all.lists.get(laneId) ?? []).filter(({ id }) => id !== cardId);
  const [above, below] = [near[nth - 2], near[nth - 1]];
  const at = above ? list.indexOf(above) + 1 : below ? list.indexOf(below) : list.length;
  return placeAt(all, cardId, laneId, at);
}
