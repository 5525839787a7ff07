/** The gesture of a drag: the mouse after four pixels, a finger after a long press; a swipe still scrolls. */
import { liftedCopy, type LiftedCopy } from './lifted-copy';
import { hasMoved, type Point } from './pointer';

/** What is dragged, and where it may land. */
export interface Drag<Place> {
  /** What a press takes hold of; nothing if it may not be moved. */
  grab(event: PointerEvent): HTMLElement | null;
  lifted(thing: HTMLElement): void;
  /** Once a frame, before the place is looked for: what is near an edge draws the page along. */
  scroll(at: Point): void;
  placeAt(at: Point, thing: HTMLElement): Place | undefined;
  /** Shows where it would land; the words stand on the copy. */
  over(place: Place): string | undefined;
  /** Without a place it is put back; `from` is where the copy was let go. */
  dropped(thing: HTMLElement, place: Place | undefined, from: DOMRect): void;
}

export const MOUSE_SLACK = 4;
export const FINGER_SLACK = 10;
export const LONG_PRESS = 350;

interface Press<Place> {
  readonly id: number;
  readonly touch: boolean;
  readonly thing: HTMLElement;
  readonly from: Point;
  at: Point;
  timer: number | undefined;
  copy: LiftedCopy | undefined;
  place: Place | undefined;
}

/** Begins in the area and may go on anywhere; what it gives back ends it all. */
export function dragging<Place>(area: HTMLElement, drag: Drag<Place>): () => void {
  let press: Press<Place> | undefined;
  const off = new AbortController();
  const on = { signal: off.signal };

  function start(event: PointerEvent): void {
    if (press) return putDown();
    if (event.button !== 0 || !event.isPrimary) return;
    const thing = drag.grab(event);
    if (!thing) return;
    const at = { x: event.clientX, y: event.clientY };
    const touch = event.pointerType !== 'mouse';
    const timer = touch ? window.setTimeout(lift, LONG_PRESS) : undefined;
    const [copy, place] = [undefined, undefined];
    press = { id: event.pointerId, touch, thing, from: at, at, timer, copy, place };
  }

  function lift(): void {
    if (!press) return;
    press.copy = liftedCopy(press.thing, press.from);
    press.copy.follow(press.at);
    getSelection()?.removeAllRanges();
    area.setPointerCapture(press.id);
    drag.lifted(press.thing);
    if (press.touch && 'vibrate' in navigator) navigator.vibrate(10);
    requestAnimationFrame(frame);
  }

  function move(event: PointerEvent): void {
    if (!press || event.pointerId !== press.id) return;
    press.at = { x: event.clientX, y: event.clientY };
    if (press.copy) return press.copy.follow(press.at);
    if (press.touch && hasMoved(press.from, press.at, FINGER_SLACK)) forget();
    else if (!press.touch && hasMoved(press.from, press.at, MOUSE_SLACK)) lift();
  }

  function frame(): void {
    if (!press?.copy) return;
    const { at, thing } = press;
    // What was lifted near an edge has not asked to go anywhere yet.
    if (hasMoved(press.from, at, FINGER_SLACK)) drag.scroll(at);
    press.place = drag.placeAt(at, thing);
    if (press.place) press.copy.say(drag.over(press.place) ?? '');
    requestAnimationFrame(frame);
  }

  function end(event: PointerEvent): void {
    if (event.pointerId !== press?.id) return;
    if (press.copy) swallowClick();
    putDown(press.place);
  }

  function putDown(place?: Place): void {
    const held = press;
    forget();
    if (held?.copy) drag.dropped(held.thing, place, held.copy.remove());
  }

  function forget(): void {
    window.clearTimeout(press?.timer);
    press = undefined;
  }

  function escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !press?.copy) return;
    event.stopPropagation();
    event.preventDefault();
    putDown();
  }

  area.addEventListener('pointerdown', start, on);
  window.addEventListener('pointermove', move, on);
  window.addEventListener('pointerup', end, on);
  window.addEventListener(
    'pointercancel',
    ({ pointerId }) => pointerId === press?.id && putDown(),
    on,
  );
  window.addEventListener('blur', () => putDown(), on);
  window.addEventListener('keydown', escape, { capture: true, ...on });
  // Must be there before the touch begins, and not passive, or the browser scrolls under what is lifted.
  area.addEventListener('touchmove', (event) => press?.copy && event.preventDefault(), {
    passive: false,
    ...on,
  });
  window.addEventListener('touchstart', ({ touches }) => touches.length > 1 && putDown(), {
    passive: true,
    ...on,
  });
  window.addEventListener('contextmenu', (event) => press?.touch && event.preventDefault(), on);
  area.addEventListener('dragstart', (event) => event.preventDefault(), on);

  return () => {
    press?.copy?.remove();
    forget();
    off.abort();
  };
}

/** The click that follows a drag would open what was dragged. */
function swallowClick(): void {
  const stop = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', stop, { capture: true, once: true });
  window.setTimeout(() => window.removeEventListener('click', stop, { capture: true }), 50);
}
