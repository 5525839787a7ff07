/** A place in a lane, said as the server hears it (after which card) and as a person does (place 2 of 3). */
import type { Face } from '../kernel/wire';
import type { BoardState } from './apply';

/** A card's id, `null` for first, left out for last. */
export type After = string | null | undefined;

export interface Place {
  readonly laneId: string;
  readonly after: After;
  /** The card that would follow: whoever stood above may go before the card has come. */
  readonly before?: string;
  /** Where the card will stand, counted from 1, among the `of` cards of the lane when it has come. */
  readonly nth: number;
  readonly of: number;
}

export function insertAfter(list: readonly Face[], card: Face, after: After): readonly Face[] {
  if (after === undefined) return [...list, card];
  if (after === null) return [card, ...list];
  const at = list.findIndex((each) => each.id === after);
  // The neighbour has gone since: last is where the server would put it too.
  return at < 0 ? [...list, card] : list.toSpliced(at + 1, 0, card);
}

/** The place at an index among the other cards of a lane; beyond the end is last. */
export function placeAt(state: BoardState, cardId: string, laneId: string, index: number): Place {
  const others = othersIn(state, cardId, laneId);
  const at = Math.max(0, Math.min(index, others.length));
  const after = at === 0 ? null : at === others.length ? undefined : others[at - 1]?.id;
  // An empty lane has one place, and "first" is the intent that no arrival can change.
  const before = others[at]?.id;
  return { laneId, after: at === 0 ? null : after, before, nth: at + 1, of: others.length + 1 };
}

export function placeOf(state: BoardState, cardId: string): Place | undefined {
  for (const [laneId, list] of state.lists) {
    const at = list.findIndex((card) => card.id === cardId);
    if (at >= 0) return placeAt(state, cardId, laneId, at);
  }
  return undefined;
}

export function isSamePlace(a: Place | undefined, b: Place | undefined): boolean {
  return a?.laneId === b?.laneId && a?.nth === b?.nth;
}

function othersIn(state: BoardState, cardId: string, laneId: string): readonly Face[] {
  return (state.lists.get(laneId) ?? []).filter((card) => card.id !== cardId);
}
