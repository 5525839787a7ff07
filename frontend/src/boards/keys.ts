/** What the keyboard does with the cards of a plan: walks between them, lifts, carries and drops. */
import { announce } from '../kernel/announce';
import type { Face, Id } from '../kernel/wire';
import { t } from '../kernel/words';
import type { BoardState } from './apply';
import type { Desk } from './desk.svelte';
import { step, type Lifted } from './lifting';
import { refuse } from './moving';
import { isRoamKey, roam } from './roaming';

/** True when the key was for the card. */
export function press(desk: Desk, cardId: Id, key: string): boolean {
  const state = desk.drawn;
  const card = desk.card(cardId);
  if (!state || !card) return false;
  if (desk.lifted && desk.liftedBy === 'keyboard') return carry(desk, state, desk.lifted, key);
  if (key === ' ') take(desk, card);
  else if (key === 'f' || key === 'F') desk.choose(card);
  else if (isRoamKey(key))
    walk(desk, desk.grid?.roam(cardId, key) ?? roam(state, cardId, key, desk.stacked));
  else return false;
  return true;
}

function walk(desk: Desk, cardId: Id | undefined): void {
  if (cardId) void desk.focus(cardId);
}

function take(desk: Desk, card: Face): void {
  const verdict = desk.can?.move(card);
  if (!verdict?.ok) return void refuse(card, verdict?.reason ?? '');
  desk.lift(card.id, 'keyboard');
  announce(t('move.lifted', { number: card.number, title: card.title }), { tone: 'assertive' });
}

function carry(desk: Desk, state: BoardState, lifted: Lifted, key: string): boolean {
  const next = desk.grid?.step(lifted, key) ?? step(state, lifted, key);
  switch (next.kind) {
    case 'moved':
      desk.lifted = next.lifted;
      announce(t('move.over', desk.spoken(state, next.lifted.to)), { tone: 'assertive' });
      return true;
    case 'stayed':
      return true;
    case 'dropped':
      void desk.drop();
      return true;
    case 'cancelled':
      void desk.cancel();
      return true;
    case 'ignored':
      // Tab would leave the card in the hand; everything else is the browser's.
      return key === 'Tab';
  }
}
