/** How a plan's labels and own fields are arranged: sent, waited for, and offered to be undone. */
import { announce } from '../kernel/announce';
import { newKey } from '../kernel/api';
import type { Request } from './board.svelte';
import type { Desk } from './desk.svelte';

/** Rejects with the refusal, which is the caller's to show. */
export async function arrange(desk: Desk, request: Request, said: string): Promise<void> {
  const op = newKey();
  const { version } = await desk.board.submit(request, op);
  await desk.board.reached(version);
  desk.undoing.offer(said, { op });
  announce(said);
}

/** Presses that come quickly are carried out one after the other, each from where the one before has put things. */
export function inTurn(): (act: () => Promise<void>) => void {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const mine = last.then(act);
    // A failed one is told as its own, and keeps nobody after it waiting.
    last = mine.catch(() => undefined);
  };
}

/** After a step the focus is on the arrow that was pressed, or on the other where it leads no further. */
export function focusArrow(row: Element | null | undefined, by: -1 | 1): void {
  const button = row?.querySelector<HTMLElement>(`[data-by="${by}"]:not([aria-disabled])`);
  (button ?? row?.querySelector<HTMLElement>(`[data-by="${-by}"]`))?.focus();
}
