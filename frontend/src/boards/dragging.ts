/** Drag by pointer: the mouse after four pixels, a finger after a long press; a swipe still scrolls. */
import { hasMoved, landing, pull, type Landing, type Point } from './geometry';
import { glideFrom } from './gliding';
import { liftedCopy, type LiftedCopy } from './lifted-copy';
import { grabbed, idOf, laneBoxes } from './measuring';

export interface DragHost {
  readonly board: HTMLElement;
  mayLift(cardId: string): boolean;
  lifted(cardId: string): void;
  /** Shows where it would land, and says it. */
  over(landing: Landing): string;
  /** Resolves when the card has been drawn in its place, wherever that became. */
  dropped(): Promise<void>;
  cancelled(): Promise<void>;
}

const MOUSE_SLACK = 4;
const FINGER_SLACK = 10;
const LONG_PRESS = 350;

interface Press {
  readonly id: number;
  readonly touch: boolean;
  readonly card: HTMLElement;
  readonly from: Point;
  at: Point;
  timer: number | undefined;
  copy: LiftedCopy | undefined;
  landing: Landing | undefined;
}

export function dragging(host: DragHost): () => void {
  const { board } = host;
  let press: Press | undefined;
  const off = new AbortController();
  const on = { signal: off.signal };

  function start(event: PointerEvent): void {
    if (press) return void cancel();
    const card = grabbed(event);
    if (!card || event.button !== 0 || !event.isPrimary || !host.mayLift(idOf(card))) return;
    const at = { x: event.clientX, y: event.clientY };
    const touch = event.pointerType !== 'mouse';
    press = {
      id: event.pointerId,
      touch,
      card,
      from: at,
      at,
      timer: undefined,
      copy: undefined,
      landing: undefined,
    };
    if (touch) press.timer = window.setTimeout(lift, LONG_PRESS);
  }

  function lift(): void {
    if (!press) return;
    press.copy = liftedCopy(press.card, press.from);
    press.copy.follow(press.at);
    getSelection()?.removeAllRanges();
    board.setPointerCapture(press.id);
    host.lifted(idOf(press.card));
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

  /** Once a frame: scroll at the edges, then look what lies under the pointer now. */
  function frame(): void {
    if (!press?.copy) return;
    const { at, card } = press;
    const edge = board.getBoundingClientRect();
    // A card that was lifted near an edge has not asked to go anywhere yet.
    if (hasMoved(press.from, at, FINGER_SLACK)) {
      board.scrollLeft += pull(at.x, Math.max(0, edge.left), Math.min(innerWidth, edge.right));
      window.scrollBy(0, pull(at.y, 0, innerHeight));
    }
    press.landing = landing(at, laneBoxes(board, idOf(card)));
    if (press.landing) press.copy.say(host.over(press.landing));
    requestAnimationFrame(frame);
  }

  function end(event: PointerEvent): void {
    if (!press || event.pointerId !== press.id) return;
    const { copy, card, landing: place } = press;
    forget();
    if (!copy) return;
    swallowClick();
    void settle(copy, idOf(card), place ? host.dropped() : host.cancelled());
  }

  function cancel(): void {
    const held = press;
    forget();
    if (held?.copy) void settle(held.copy, idOf(held.card), host.cancelled());
  }

  async function settle(copy: LiftedCopy, cardId: string, drawn: Promise<void>): Promise<void> {
    const from = copy.remove();
    await drawn;
    const card = board.querySelector<HTMLElement>(`[data-card="${cardId}"]`);
    if (card) glideFrom(card, from);
  }

  function forget(): void {
    window.clearTimeout(press?.timer);
    press = undefined;
  }

  board.addEventListener('pointerdown', start, on);
  window.addEventListener('pointermove', move, on);
  window.addEventListener('pointerup', end, on);
  window.addEventListener(
    'pointercancel',
    (event) => event.pointerId === press?.id && cancel(),
    on,
  );
  window.addEventListener('blur', () => press && cancel(), on);
  // Must be there before the touch begins, and not passive, or the browser scrolls under the lifted card.
  board.addEventListener('touchmove', (event) => press?.copy && event.preventDefault(), {
    passive: false,
    ...on,
  });
  window.addEventListener('touchstart', (event) => event.touches.length > 1 && press && cancel(), {
    passive: true,
    ...on,
  });
  window.addEventListener('contextmenu', (event) => press?.touch && event.preventDefault(), on);
  board.addEventListener('dragstart', (event) => event.preventDefault(), on);
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !press?.copy) return;
    event.stopPropagation();
    event.preventDefault();
    cancel();
  };
  window.addEventListener('keydown', escape, { capture: true, ...on });

  return () => {
    press?.copy?.remove();
    forget();
    off.abort();
  };
}

/** The click that follows a drag would open the card. */
function swallowClick(): void {
  const stop = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', stop, { capture: true, once: true });
  window.setTimeout(() => window.removeEventListener('click', stop, { capture: true }), 50);
}
