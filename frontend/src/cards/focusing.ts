/** Where the focus goes when what had it is taken away. */
import { tick } from 'svelte';

/** To `control` in what stands beside `gone`, first after it, then before it; else to `otherwise` in the same section. */
export async function focusBeside(
  gone: Element | undefined,
  control: string,
  otherwise: string,
): Promise<void> {
  const all = [...(gone?.parentElement?.children ?? [])];
  const at = gone ? all.indexOf(gone) : 0;
  const beside = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0)).toReversed()];
  const home = gone?.parentElement?.closest('section, .lists');
  await tick();
  const next = beside
    .filter((each) => each.isConnected)
    .map((each) => each.querySelector<HTMLElement>(control))
    .find((each) => each !== null);
  (next ?? home?.querySelector<HTMLElement>(otherwise))?.focus();
}
