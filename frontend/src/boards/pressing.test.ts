import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { earlyPress, type EarlyPress } from './pressing';

let board: HTMLElement;
let come: () => void;
let early: EarlyPress;
let heard: string[];

beforeEach(() => {
  board = document.createElement('div');
  board.innerHTML = '<a href="/plans">Kartlägg</a>';
  document.body.append(board);
  come = vi.fn<() => void>();
  early = earlyPress(board, come);
});
afterEach(() => {
  early.leave();
  board.remove();
});

const on = (kind: string, x = 0): PointerEvent =>
  new PointerEvent(kind, { clientX: x, pointerId: 7, isPrimary: true, bubbles: true });
const press = () => board.firstElementChild?.dispatchEvent(on('pointerdown', 3));

/** The code has come, and listens. */
function give(): string[] {
  heard = [];
  const off = new AbortController();
  const hear = (event: Event) =>
    event instanceof PointerEvent &&
    heard.push(`${event.type} ${event.pointerId} at ${event.clientX}`);
  board.addEventListener('pointerdown', hear, { signal: off.signal });
  window.addEventListener('pointermove', hear, { signal: off.signal });
  early.give();
  off.abort();
  return heard;
}

test('asks for the code, and tells it what is still held and where', () => {
  press();
  expect(come).toHaveBeenCalledOnce();
  window.dispatchEvent(on('pointermove', 20));
  expect(give()).toEqual(['pointerdown 7 at 3', 'pointermove 7 at 20']);
});

test.each(['pointerup', 'pointercancel', 'blur'])('forgets what has ended with %s', (end) => {
  press();
  window.dispatchEvent(on(end));
  expect(give()).toEqual([]);
});

test('a pointer that only passes by is not pressed', () => {
  window.dispatchEvent(on('pointermove', 20));
  expect(give()).toEqual([]);
});

test('the browser drags no link of its own away meanwhile', () => {
  const drag = new Event('dragstart', { bubbles: true, cancelable: true });
  board.firstElementChild?.dispatchEvent(drag);
  expect(drag.defaultPrevented).toBe(true);
});
