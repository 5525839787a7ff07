/** A press that comes before the code for it: kept as long as it is held, and given to that code then. */

export interface EarlyPress {
  /** Tells it, with where the pointer is by now, to whoever has begun to listen. */
  give(): void;
  leave(): void;
}

/** `come` asks for the code, at each press until it is there. */
export function earlyPress(area: HTMLElement, come: () => void): EarlyPress {
  let down: PointerEvent | undefined;
  let last: PointerEvent | undefined;
  const off = new AbortController();
  const on = { signal: off.signal };
  const forget = (): void => void (down = last = undefined);

  area.addEventListener('pointerdown', (event) => ((down = event), come()), on);
  window.addEventListener('pointermove', (event) => (last = down && event), on);
  for (const end of ['pointerup', 'pointercancel', 'blur'])
    window.addEventListener(end, forget, on);
  // The browser would drag the link, or scroll, and so end the press.
  area.addEventListener('dragstart', (event) => event.preventDefault(), on);
  area.addEventListener('touchmove', () => undefined, { passive: false, ...on });

  return {
    give() {
      off.abort();
      down?.target?.dispatchEvent(new PointerEvent('pointerdown', down));
      if (last) window.dispatchEvent(new PointerEvent('pointermove', last));
    },
    leave: () => off.abort(),
  };
}
