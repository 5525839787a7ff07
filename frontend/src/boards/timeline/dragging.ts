/** Bars dragged along the rule: the whole of one, or one of its ends. */
import { dragging } from '../../ui/dragging';
import { pull } from '../../ui/pointer';
import type { Id } from '../../kernel/wire';
import type { Carrying } from './carrying.svelte';
import type { CardRow } from './rows';
import type { Hold } from './shifting';

export interface DatesHost {
  readonly carrying: Carrying;
  rowOf(id: Id | undefined): CardRow | undefined;
  /** In pixels. */
  dayWidth(): number;
}

export function draggingDates(area: HTMLElement, host: DatesHost): () => void {
  let from = 0;
  let hold: Hold = 'both';
  const rowOf = (thing: Element) =>
    host.rowOf(thing.closest<HTMLElement>('[data-card]')?.dataset['card']);

  return dragging<{ days: number }>(area, {
    grab({ target, clientX }) {
      const grip = target instanceof Element ? target.closest<HTMLElement>('[data-hold]') : null;
      const row = grip && rowOf(grip);
      if (!row?.shown.desk.can?.change().ok || host.carrying.held) return null;
      hold = grip?.dataset['hold'] as Hold;
      from = clientX + area.scrollLeft;
      return grip;
    },
    lifted(grip) {
      const row = rowOf(grip);
      if (row) host.carrying.lift(row, 'pointer');
    },
    scroll({ x }) {
      const { left, right } = area.getBoundingClientRect();
      area.scrollLeft += pull(x, Math.max(0, left), Math.min(innerWidth, right));
    },
    placeAt: ({ x }) => ({ days: Math.round((x + area.scrollLeft - from) / host.dayWidth()) }),
    over({ days }) {
      host.carrying.reach(hold, { days, pressed: false });
      return undefined;
    },
    dropped: (_, place) => (place ? host.carrying.drop() : host.carrying.cancel()),
  });
}
