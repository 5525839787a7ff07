import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { dragging, FINGER_SLACK, LONG_PRESS, MOUSE_SLACK, type Drag } from './dragging';

const FRAME = 20;

let area: HTMLElement;
let thing: HTMLElement;
let drag: { [Part in keyof Drag<string>]: ReturnType<typeof vi.fn<Drag<string>[Part]>> };
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  HTMLElement.prototype.showPopover = () => undefined;
  HTMLElement.prototype.setPointerCapture = vi.fn();
  document.body.innerHTML = '<main><a href="#one" id="one" data-card="1">Kartlägg</a></main>';
  area = document.querySelector('main') as HTMLElement;
  thing = document.querySelector('a') as HTMLElement;
  drag = {
    grab: vi.fn(() => thing),
    lifted: vi.fn(),
    scroll: vi.fn(),
    placeAt: vi.fn(({ y }) => (y > 50 ? 'below' : 'above')),
    over: vi.fn((place) => `Släpps ${place}`),
    dropped: vi.fn(),
  };
  stop = dragging(area, drag);
});

afterEach(() => {
  stop();
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
  document.body.replaceChildren();
});

const copy = () => document.querySelector('.drag-copy');
const frame = () => vi.advanceTimersByTime(FRAME);

function point(type: string, x: number, y: number, how: PointerEventInit = {}): Event {
  const event = new PointerEvent(type, {
    bubbles: true,
    cancelable: true,
    clientX: x,
    clientY: y,
    pointerId: 1,
    pointerType: 'mouse',
    isPrimary: true,
    ...how,
  });
  (type === 'pointerdown' ? thing : window).dispatchEvent(event);
  return event;
}

const finger = { pointerType: 'touch' };

/** In the hand, and over a place. */
function lifted(): void {
  point('pointerdown', 0, 0);
  point('pointermove', 0, 60);
  frame();
  expect(copy()).not.toBeNull();
}

function press(key: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  thing.dispatchEvent(event);
  return event;
}

function touch(type: string, count: number, at: EventTarget = thing): Event {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, { touches: Array.from({ length: count }, () => ({})) });
  at.dispatchEvent(event);
  return event;
}

function putBack(): void {
  expect(copy()).toBeNull();
  expect(drag.dropped).toHaveBeenCalledExactlyOnceWith(thing, undefined, expect.anything());
}

describe('a mouse', () => {
  test('lifts when it has come past its slack, and drops where it is', () => {
    point('pointerdown', 0, 0);
    point('pointermove', 0, MOUSE_SLACK);
    expect(drag.lifted).not.toHaveBeenCalled();
    point('pointermove', 0, MOUSE_SLACK + 1);
    expect(drag.lifted).toHaveBeenCalledExactlyOnceWith(thing);
    expect(area.setPointerCapture).toHaveBeenCalledWith(1);

    point('pointermove', 0, 60);
    frame();
    expect(drag.over).toHaveBeenLastCalledWith('below');
    expect(copy()?.querySelector('.flag')?.textContent).toBe('Släpps below');
    point('pointerup', 0, 60);
    expect(copy()).toBeNull();
    expect(drag.dropped).toHaveBeenCalledExactlyOnceWith(thing, 'below', expect.anything());
  });

  test('that presses and lets go has clicked', () => {
    const clicked = vi.fn((event: Event) => event.preventDefault());
    thing.addEventListener('click', clicked);
    point('pointerdown', 0, 0);
    point('pointerup', 0, 0);
    thing.click();
    expect(clicked).toHaveBeenCalledOnce();
    expect(drag.dropped).not.toHaveBeenCalled();
  });

  test('does not open what it has dragged, and opens it the next time', () => {
    const clicked = vi.fn((event: Event) => event.preventDefault());
    thing.addEventListener('click', clicked);
    lifted();
    point('pointerup', 0, 60);
    thing.click();
    expect(clicked).not.toHaveBeenCalled();
    thing.click();
    expect(clicked).toHaveBeenCalledOnce();
  });

  test('that is let go without a click swallows no later one', () => {
    const clicked = vi.fn((event: Event) => event.preventDefault());
    thing.addEventListener('click', clicked);
    lifted();
    point('pointerup', 0, 60);
    vi.advanceTimersByTime(100);
    thing.click();
    expect(clicked).toHaveBeenCalledOnce();
  });

  test.each([{ button: 2 }, { isPrimary: false }])('with %o takes hold of nothing', (how) => {
    point('pointerdown', 0, 0, how);
    point('pointermove', 0, 60, how);
    expect(drag.grab).not.toHaveBeenCalled();
    expect(copy()).toBeNull();
  });

  test('does not lift what may not be moved', () => {
    drag.grab.mockReturnValue(null);
    point('pointerdown', 0, 0);
    point('pointermove', 0, 60);
    expect(copy()).toBeNull();
  });
});

describe('a finger', () => {
  test('lifts by lying still, and the page stays under it', () => {
    point('pointerdown', 0, 0, finger);
    expect(touch('touchmove', 1).defaultPrevented).toBe(false);
    vi.advanceTimersByTime(LONG_PRESS - 1);
    expect(copy()).toBeNull();
    point('pointermove', 0, FINGER_SLACK, finger);
    vi.advanceTimersByTime(1);
    expect(copy()).not.toBeNull();
    expect(touch('touchmove', 1).defaultPrevented).toBe(true);
    const menu = new Event('contextmenu', { bubbles: true, cancelable: true });
    thing.dispatchEvent(menu);
    expect(menu.defaultPrevented).toBe(true);

    point('pointermove', 0, 60, finger);
    frame();
    point('pointerup', 0, 60, finger);
    expect(drag.dropped).toHaveBeenCalledExactlyOnceWith(thing, 'below', expect.anything());
  });

  test('that swipes first scrolls, and lifts nothing', () => {
    point('pointerdown', 0, 0, finger);
    point('pointermove', 0, FINGER_SLACK + 1, finger);
    vi.advanceTimersByTime(2 * LONG_PRESS);
    expect(copy()).toBeNull();
    expect(touch('touchmove', 1).defaultPrevented).toBe(false);
  });

  test('that is followed by a second one puts it back', () => {
    point('pointerdown', 0, 0, finger);
    vi.advanceTimersByTime(LONG_PRESS);
    touch('touchstart', 2, document.body);
    putBack();
  });
});

describe('in the hand', () => {
  beforeEach(lifted);

  test('Escape puts it back, and nobody else hears of it', () => {
    const heard = vi.fn();
    document.body.addEventListener('keydown', heard, { once: true });
    expect(press('a').defaultPrevented).toBe(false);
    expect(heard).toHaveBeenCalledOnce();
    document.body.addEventListener('keydown', heard, { once: true });
    expect(press('Escape').defaultPrevented).toBe(true);
    expect(heard).toHaveBeenCalledOnce();
    putBack();
  });

  test('another pointer neither moves nor drops it, but its press puts it back', () => {
    point('pointermove', 0, 0, { pointerId: 2 });
    point('pointerup', 0, 0, { pointerId: 2 });
    point('pointercancel', 0, 0, { pointerId: 2 });
    frame();
    expect(drag.over).toHaveBeenLastCalledWith('below');
    expect(copy()).not.toBeNull();
    point('pointerdown', 0, 0, { pointerId: 2, isPrimary: false });
    putBack();
  });

  test('what the browser takes over is put back', () => {
    point('pointercancel', 0, 60);
    putBack();
  });

  test('a window that is left puts it back', () => {
    window.dispatchEvent(new Event('blur'));
    putBack();
  });

  test('what lies over no place is put back', () => {
    drag.placeAt.mockReturnValue(undefined);
    frame();
    point('pointerup', 0, 60);
    putBack();
  });

  test('a page that is left takes its copy with it, and hears no more', () => {
    stop();
    expect(copy()).toBeNull();
    point('pointerup', 0, 60);
    point('pointerdown', 0, 0);
    point('pointermove', 0, 60);
    expect(drag.dropped).not.toHaveBeenCalled();
    expect(drag.lifted).toHaveBeenCalledOnce();
  });
});

test('the page is drawn along only when the pointer has gone somewhere', () => {
  point('pointerdown', 0, 0);
  point('pointermove', 0, FINGER_SLACK);
  frame();
  expect(drag.placeAt).toHaveBeenCalled();
  expect(drag.scroll).not.toHaveBeenCalled();
  point('pointermove', 0, FINGER_SLACK + 1);
  frame();
  expect(drag.scroll).toHaveBeenLastCalledWith({ x: 0, y: FINGER_SLACK + 1 });
});

test('Escape is left to others until something is lifted', () => {
  point('pointerdown', 0, 0);
  expect(press('Escape').defaultPrevented).toBe(false);
  expect(drag.dropped).not.toHaveBeenCalled();
});
