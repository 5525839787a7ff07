/** For one frame a view draws what can be seen at the top of the page; what lies further down comes when that is painted. */
import { afterPaint } from '../../ui/after-paint';
import { scrolled } from '../../ui/scrolled';

/** So little has been scrolled, in pixels, that the page stands at its beginning. */
const LITTLE = 80;

export interface Sight {
  /** Whether all is to be drawn: not while a question's answer is on its way to the screen. */
  readonly whole: boolean;
}

/**
 * Called while a component is made. `question` is the filter: with each new one the view begins anew. `inside` is how
 * far what scrolls within the page has been scrolled, in pixels.
 */
export function firstSight(question: () => string, inside = () => 0): Sight {
  let answered = $state.raw<string>();
  $effect(() => {
    const asked = question();
    return afterPaint(() => (answered = asked));
  });
  return {
    get whole() {
      const begins = Math.max(scrolled(), inside()) <= LITTLE;
      return answered === question() || (answered !== undefined && !begins);
    },
  };
}
