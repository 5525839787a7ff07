/** What jsdom lacks and every component test needs. */
import { configure } from '@testing-library/svelte';
import 'fake-indexeddb/auto';
import { beforeEach, vi } from 'vitest';
import { language } from './kernel/language.svelte';
import { toast } from './ui/toast.svelte';

// A second, as both have it by themselves, passes on a busy machine before anything has been drawn.
const PATIENCE = 10_000;
const { waitFor } = vi;
vi.waitFor = (check, options) => waitFor(check, options ?? PATIENCE);
configure({ asyncUtilTimeout: PATIENCE });

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
