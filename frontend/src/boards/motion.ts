/** A card glides from where it was to where it is, if both can be seen and the reader wants motion. */
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
