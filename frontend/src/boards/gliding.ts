/** A card glides from where it was to where it is, if both can be seen and the reader wants motion. */
import { tick } from 'svelte';
import { isInView } from './geometry';

const GLIDE = 200;
const EASE = 'cubic-bezier(.2, .75, .25, 1)';

export function glideFrom(card: HTMLElement, from: DOMRect): void {
  const to = card.getBoundingClientRect();
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  if (from.left === to.left && from.top === to.top) return;
  if (!isInView(from, innerWidth, innerHeight) || !isInView(to, innerWidth, innerHeight)) return;
  const away = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
  // Above its neighbours on the way, also where a lane comes later in the page.
  card.animate(
    [
      { transform: away, zIndex: 3 },
      { transform: 'none', zIndex: 3 },
    ],
    { duration: GLIDE, easing: EASE },
  );
}

/** Draws a change, and lets the cards it moved glide; what has focus keeps it, though its node is a new one. */
export async function glideOver(cardIds: readonly string[], change: () => void): Promise<void> {
  const before = cardIds.map((id) => ({ id, from: nodeOf(id)?.getBoundingClientRect() }));
  const focused = document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset['card'];
  const { scrollX, scrollY } = window;
  change();
  await tick();
  for (const { id, from } of before) {
    const card = nodeOf(id);
    if (card && from) glideFrom(card, from);
  }
  if (focused && cardIds.includes(focused)) focusCard(focused, { preventScroll: true });
  if (window.scrollX !== scrollX || window.scrollY !== scrollY) window.scrollTo(scrollX, scrollY);
}

export function focusCard(cardId: string, options?: FocusOptions): void {
  nodeOf(cardId)?.querySelector<HTMLElement>('a')?.focus(options);
}

function nodeOf(cardId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-card="${CSS.escape(cardId)}"]`);
}
