/** How cards are taken in the hand wherever a board is drawn: by pointer and by keys. */
import { afterPaint } from '../ui/after-paint';
import type { Desk } from './desk.svelte';
import { press as pressKey } from './keys';
import { earlyPress } from './pressing';

export interface Handling {
  drag(board: HTMLElement): () => void;
  onkeydown(event: KeyboardEvent): void;
  onfocusout(event: FocusEvent): void;
}

export function handling(desk: Desk): Handling {
  /** What is not painted yet is seldom dragged, or written in: the code for it comes after, or when it is pressed. */
  function drag(board: HTMLElement) {
    let gone = false;
    let leave: (() => void) | undefined;

    async function take() {
      const { draggingCards } = await import('./dragging');
      if (gone || leave) return;
      leave = draggingCards({
        board,
        mayLift: (id) => desk.lifted === undefined && (desk.can?.move(desk.card(id)).ok ?? false),
        lifted: (id) => desk.lift(id, 'pointer'),
        over: ({ laneId, index }) => desk.hover(laneId, index),
        dropped: () => desk.drop(),
        cancelled: () => desk.cancel(),
      });
      press.give();
    }

    // That something did not come is told where it is asked for; the next press asks again.
    const come = () => void take().catch(() => undefined);
    const press = earlyPress(board, come);
    const wait = afterPaint(() => {
      come();
      import('./AddCardForm.svelte').catch(() => undefined);
    });
    return () => {
      gone = true;
      wait();
      press.leave();
      leave?.();
    };
  }

  function onkeydown(event: KeyboardEvent) {
    const link = event.target instanceof Element ? event.target.closest('[data-card] a') : null;
    const cardId = link?.closest<HTMLElement>('[data-card]')?.dataset['card'];
    if (!cardId || event.ctrlKey || event.metaKey || event.altKey) return;
    // Enter opens a card that lies on the board, and drops one that is in the hand.
    if (event.key === 'Enter' && !desk.lifted) return;
    if (!pressKey(desk, cardId, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** A card in the hand that loses the keyboard is put back: nobody can see where it would go. */
  function onfocusout(event: FocusEvent) {
    const stays =
      event.relatedTarget instanceof Element && event.relatedTarget.closest('[data-card]');
    if (desk.lifted && desk.liftedBy === 'keyboard' && !stays && document.hasFocus())
      void desk.cancel();
  }

  return { drag, onkeydown, onfocusout };
}
