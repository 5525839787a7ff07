/** Which card the focus is in, so that nothing takes it away under the hand. */
import type { Id } from '../kernel/wire';
import type { Desk } from './desk.svelte';

/** For what surrounds all cards of a page; each is asked for its desk. */
export function holding(
  deskOf: (cardId: Id) => Desk | undefined,
): (around: HTMLElement) => () => void {
  return (around) => {
    let held: Desk | undefined;

    function release(): void {
      if (held) held.held = undefined;
      held = undefined;
    }

    function onfocusin({ target }: FocusEvent): void {
      const id = cardAt(target);
      const desk = id === undefined ? undefined : deskOf(id);
      if (held !== desk) release();
      held = desk;
      if (desk) desk.held = id;
    }

    /** What loses the focus because it is drawn anew has not been left, nor by one who looks at another window. */
    function onfocusout({ target }: FocusEvent): void {
      queueMicrotask(() => {
        if (!document.hasFocus() || (target instanceof Element && !target.isConnected)) return;
        if (cardAt(document.activeElement) === undefined) release();
      });
    }

    around.addEventListener('focusin', onfocusin);
    around.addEventListener('focusout', onfocusout);
    return () => {
      around.removeEventListener('focusin', onfocusin);
      around.removeEventListener('focusout', onfocusout);
      release();
    };
  };
}

function cardAt(target: EventTarget | null): Id | undefined {
  const card = target instanceof Element ? target.closest<HTMLElement>('[data-card]') : null;
  return card?.dataset['card'];
}
