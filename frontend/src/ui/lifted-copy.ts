/** The picture of a card that follows the pointer, in the top layer where nothing clips it. */
import type { Point } from './pointer';

export interface LiftedCopy {
  follow(at: Point): void;
  /** Where it would land, in words: the card itself may cover the line. */
  say(where: string): void;
  remove(): DOMRect;
}

export function liftedCopy(card: HTMLElement, grip: Point): LiftedCopy {
  const box = card.getBoundingClientRect();
  const copy = document.createElement('div');
  const inner = card.cloneNode(true) as HTMLElement;
  delete inner.dataset['card'];
  inner.classList.add('lifted');
  for (const named of [inner, ...inner.querySelectorAll('[id]')]) named.removeAttribute('id');
  copy.className = 'drag-copy';
  copy.inert = true;
  copy.ariaHidden = 'true';
  copy.style.width = `${box.width}px`;
  const flag = document.createElement('span');
  flag.className = 'flag';
  copy.append(flag, inner);
  document.body.append(copy);
  copy.popover = 'manual';
  copy.showPopover();
  return {
    follow(at) {
      copy.style.transform = `translate(${box.left + at.x - grip.x}px, ${box.top + at.y - grip.y}px)`;
    },
    say(where) {
      flag.textContent = where;
    },
    remove() {
      const at = copy.getBoundingClientRect();
      copy.remove();
      return at;
    },
  };
}
