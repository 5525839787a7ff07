/** What jsdom lacks and every component test needs. */
import 'fake-indexeddb/auto';
import { beforeEach } from 'vitest';
import { language } from './kernel/language.svelte';
import { toast } from './ui/toast.svelte';

HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
};
Element.prototype.scrollIntoView ??= () => undefined;
// Nothing has a size in jsdom, and so nothing grows.
globalThis.ResizeObserver ??= class {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
};
globalThis.CSS ??= { supports: () => true } as unknown as typeof CSS;

beforeEach(async () => {
  // All files share one page: whatever an earlier test left in it is none of the next one's business.
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
  toast.hide();
  await language.speak('sv');
  await language.whole();
});
