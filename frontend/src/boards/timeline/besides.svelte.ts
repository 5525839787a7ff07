/** What stands beside the faces of every plan that is shown: asked while something shows it. */
import { onDestroy, untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Desk } from '../desk.svelte';
import type { ShownPlan } from '../views/shown';
import { Beside } from './beside.svelte';

/** For a component that is being made. An event changes what a plan holds, and not which plans there are. */
export function besidesOf(plans: () => readonly ShownPlan[]): SvelteMap<Desk, Beside> {
  const besides = new SvelteMap<Desk, Beside>();
  const which = $derived(
    plans()
      .map(({ desk }) => desk.board.id)
      .join(),
  );
  const leave = new Map<Desk, () => void>();
  // Plans come one by one, and those that are here already are not asked again for each of them.
  $effect(() => {
    void which;
    const desks = new Set(untrack(() => plans().map(({ desk }) => desk)));
    for (const [desk, end] of leave) {
      if (desks.has(desk)) continue;
      end();
      leave.delete(desk);
      besides.delete(desk);
    }
    for (const desk of desks) {
      if (leave.has(desk)) continue;
      const beside = new Beside(desk);
      besides.set(desk, beside);
      leave.set(desk, beside.follow());
    }
  });
  onDestroy(() => {
    for (const end of leave.values()) end();
  });
  return besides;
}
