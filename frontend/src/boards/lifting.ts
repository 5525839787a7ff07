/** The keyboard's lift: the card stays where it is and only the line moves, until it is dropped or put back. */
import type { BoardState } from './apply';
import { isSamePlace, placeAt, placeOf, type Place } from './places';

export interface Lifted {
  readonly cardId: string;
  readonly from: Place;
  readonly to: Place;
}

export type Step =
  | { kind: 'moved'; lifted: Lifted }
  | { kind: 'stayed' }
  | { kind: 'dropped'; lifted: Lifted }
  | { kind: 'cancelled'; lifted: Lifted }
  | { kind: 'ignored' };

export function lift(state: BoardState, cardId: string): Lifted | undefined {
  const from = placeOf(state, cardId);
  return from && { cardId, from, to: from };
}

export function step(state: BoardState, lifted: Lifted, key: string): Step {
  switch (key) {
    case ' ':
    case 'Enter':
      return { kind: 'dropped', lifted };
    case 'Escape':
      return { kind: 'cancelled', lifted };
    case 'ArrowUp':
      return to(lifted, at(state, lifted, lifted.to.laneId, lifted.to.nth - 2));
    case 'ArrowDown':
      return to(lifted, at(state, lifted, lifted.to.laneId, lifted.to.nth));
    case 'Home':
      return to(lifted, at(state, lifted, lifted.to.laneId, 0));
    case 'End':
      return to(lifted, at(state, lifted, lifted.to.laneId, Infinity));
    case 'ArrowLeft':
      return to(lifted, beside(state, lifted, -1));
    case 'ArrowRight':
      return to(lifted, beside(state, lifted, 1));
    default:
      return { kind: 'ignored' };
  }
}

function to(lifted: Lifted, place: Place | undefined): Step {
  if (!place || isSamePlace(place, lifted.to)) return { kind: 'stayed' };
  return { kind: 'moved', lifted: { ...lifted, to: place } };
}

function at(state: BoardState, lifted: Lifted, laneId: string, index: number): Place {
  return placeAt(state, lifted.cardId, laneId, index);
}

function beside(state: BoardState, lifted: Lifted, by: -1 | 1): Place | undefined {
  const x = state.lanes.findIndex((lane) => lane.id === lifted.to.laneId);
  const lane = state.lanes[x + by];
  return lane && at(state, lifted, lane.id, lifted.to.nth - 1);
}
