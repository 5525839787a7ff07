/** Whether keys go into a text: then they are the browser's. A box that is ticked is no text. */

const WRITTEN_IN =
  'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select';

export function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`${WRITTEN_IN}, [contenteditable]`) !== null;
}

/** What a hand last wrote into a field; when it was sent or emptied since, the field says something else. */
const written = new WeakMap<EventTarget, string>();

const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Keeps in mind which fields hold words of somebody's own hand, until it is called back. */
export function mindWriting(): () => void {
  const wrote = ({ target }: Event) => {
    if (isField(target)) written.set(target, target.value);
  };
  document.addEventListener('input', wrote, true);
  return () => document.removeEventListener('input', wrote, true);
}

/** Whether a text holds what a hand wrote and the browser can take back, which comes before all else. */
export function hasOwnUndo(target: EventTarget | null): boolean {
  if (!isWriting(target)) return false;
  return isField(target) ? written.get(target) === target.value : true;
}
