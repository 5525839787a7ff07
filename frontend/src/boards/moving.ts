/** Moves a card: painted at once, spoken, offered to be undone, and put back with the reason if it is refused. */
import { announce } from '../kernel/announce';
import { newKey } from '../kernel/api';
import type { Face, Lane } from '../kernel/wire';
import { t } from '../kernel/words';
import { toast } from '../ui/toast.svelte';
import type { BoardState } from './apply';
import type { OpenBoard } from './board.svelte';
import type { Can } from './can';
import { placeAt, placeOf, isSamePlace, type Place } from './places';
import type { Undoing } from './undoing';

export type Outcome = 'moved' | 'stayed' | 'refused';

/** The plan may have changed while the card was in the hand: the place is read anew from what is shown now. */
export function moveCard(
  board: OpenBoard,
  can: Can,
  undoing: Undoing,
  card: Face,
  to: Place,
  /** As it is said: among the cards that are seen. */
  seen = to,
): Outcome {
  const state = board.shown;
  const lane = state?.lanes.find(({ id }) => id === to.laneId);
  if (!state || !lane) return refuse(card, t('move.lane_gone'));
  const now = placeOf(state, card.id);
  if (!now) return refuse(card, t('move.card_gone'));
  const place = settle(state, card, to);
  if (isSamePlace(place, now)) return stayed(card);
  const verdict = can.move(card, lane.id);
  if (!verdict.ok) return refuse(card, verdict.reason);
  send(board, undoing, card, lane, place, seen === to ? place : seen);
  return 'moved';
}

/** Says why a move did not happen, in sight and in speech. */
export function refuse(card: Pick<Face, 'number'>, reason: string): Outcome {
  toast.show({ text: t('move.refused', { number: card.number, reason }) });
  return 'refused';
}

function send(
  board: OpenBoard,
  undoing: Undoing,
  card: Face,
  lane: Lane,
  place: Place,
  said: Place,
): void {
  const key = newKey();
  const body = { lane_id: place.laneId, after: place.after };
  const describe = t('move.describe', { number: card.number, lane: lane.title });
  board.send({ method: 'POST', path: `/cards/${card.id}/moves`, body, describe }, key);
  undoing.offer(t('move.toast', { lane: lane.title }), { op: key, cardId: card.id, isMove: true });
  announce(t('move.done', { number: card.number, lane: lane.title, nth: said.nth, of: said.of }));
}

/** Below the neighbour that is still there, or above the next; where both have gone, at the same height. */
export function settle(state: BoardState, card: Face, to: Place): Place {
  const others = (state.lists.get(to.laneId) ?? []).filter(({ id }) => id !== card.id);
  if (to.after === undefined) return placeAt(state, card.id, to.laneId, others.length);
  if (to.after === null) return placeAt(state, card.id, to.laneId, 0);
  const above = others.findIndex(({ id }) => id === to.after);
  const below = others.findIndex(({ id }) => id === to.before);
  const at = above >= 0 ? above + 1 : below >= 0 ? below : to.nth - 1;
  return placeAt(state, card.id, to.laneId, at);
}

function stayed(card: Face): Outcome {
  announce(t('move.stayed', { number: card.number }));
  return 'stayed';
}
