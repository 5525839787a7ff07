/** What jsdom lacks and every component test needs. */
import 'fake-indexeddb/auto';
import { beforeEach } from 'vitest';
import { language } from './kernel/language.svelte';

HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
};
Element.prototype.scrollIntoView ??= () => undefined;
globalThis.CSS ??= { supports: () => true } as unknown as typeof CSS;

beforeEach(async () => {
  await language.speak('sv');
  await language.whole();
});
