/** What somebody looks at stays before them when the board is drawn anew. */
import { tick } from 'svelte';
import type { glideFrom } from './motion';

/** How a card glides comes with the code that drags one: later than the first paint. */
let glide: typeof glideFrom | undefined;

export function glideBy(way: typeof glideFrom): void {
  glide = way;
}

/** Draws a change, and lets the cards it moved glide; what has focus keeps it, though its node is a new one. */
export async function glideOver(cardIds: readonly string[], change: () => void): Promise<void> {
  const before = cardIds.map((id) => ({ id, from: nodeOf(id)?.getBoundingClientRect() }));
  const focused = document.activeElement?.closest<HTMLElement>('[data-card]');
  // A table keeps its own order, of which the page holds only a part.
  const near = focused && !focused.closest('[role="grid"]') ? nearest(focused) : undefined;
  const { scrollX, scrollY } = window;
  change();
  await tick();
  for (const { id, from } of before) {
    const card = nodeOf(id);
    if (card && from) glide?.(card, from);
  }
  if (near && document.activeElement === document.body) catchFocus(near);
  if (window.scrollX !== scrollX || window.scrollY !== scrollY) window.scrollTo(scrollX, scrollY);
}

/** The card itself, those after it in its list, those before it, and then whatever else there is. */
function nearest(card: HTMLElement): string[] {
  const idsIn = (within: Element | null): string[] =>
    [...(within?.querySelectorAll<HTMLElement>('[data-card]') ?? [])].map(
      ({ dataset }) => dataset['card'] ?? '',
    );
  const own = card.dataset['card'] ?? '';
  const list = idsIn(card.closest('[data-lane], ol, ul'));
  const at = list.indexOf(own);
  const beside = [...list.slice(at + 1), ...list.slice(0, at).reverse()];
  return [own, ...beside, ...idsIn(card.closest('main'))];
}

/** The focus is never left to nothing: it goes to the nearest card that is still there, or to the page's heading. */
function catchFocus(near: readonly string[]): void {
  const id = near.find((each) => nodeOf(each)?.querySelector('a'));
  if (id !== undefined) return focusCard(id, { preventScroll: true });
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

export function focusCard(cardId: string, options?: FocusOptions): void {
  nodeOf(cardId)?.querySelector<HTMLElement>('a')?.focus(options);
}

function nodeOf(cardId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-card="${CSS.escape(cardId)}"]`);
}
