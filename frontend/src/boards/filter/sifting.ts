/** What a filter leaves of a plan, lane by lane in their order. */
import type { Face } from '../../kernel/wire';
import type { BoardState } from '../apply';
import { besideNeighbours } from '../neighbours';
import { isSamePlace, placeOf, type Place } from '../places';
import type { Filter } from './matching';

export type Sift = (state: BoardState) => BoardState;

/** A lane that nothing has happened to is not gone through again. */
export function sifting(through: Filter['through']): Sift {
  const known = new WeakMap<readonly Face[], readonly Face[]>();
  const once = (list: readonly Face[]): readonly Face[] => {
    const left = known.get(list) ?? through(list);
    known.set(list, left);
    return left;
  };
  return (state) => ({
    ...state,
    lists: new Map([...state.lists].map(([id, list]) => [id, once(list)])),
  });
}

/** Each in its place among those that are let through. */
export function withStrays(
  all: BoardState,
  sifted: BoardState,
  strays: readonly string[],
): BoardState {
  const lists = new Map(sifted.lists);
  for (const [id, list] of all.lists) {
    if (!list.some((card) => strays.includes(card.id))) continue;
    const left = new Set(lists.get(id));
    lists.set(
      id,
      list.filter((card) => left.has(card) || strays.includes(card.id)),
    );
  }
  return { ...sifted, lists };
}

/** A place among the cards that are seen, as one among all: right below its neighbour above, or above the one below. */
export function amongAll(all: BoardState, seen: BoardState, cardId: string, to: Place): Place {
  const now = placeOf(seen, cardId);
  const whole = placeOf(all, cardId);
  if (!now || !whole) return to;
  if (isSamePlace(now, to)) return whole;
  return besideNeighbours(all, seen.lists.get(to.laneId) ?? [], cardId, to.laneId, to.nth);
}
