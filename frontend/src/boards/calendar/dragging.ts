/** Assignments dragged over a calendar: what stands on a day to another, and a bar by its whole or by an end. */
import { isWholeDay, today } from '../../kernel/days';
import type { Day } from '../../kernel/wire';
import { dragging } from '../../ui/dragging';
import { pull, type Point } from '../../ui/pointer';
import type { Hold } from '../timeline/shifting';
import type { Entry } from './filling';
import type { Lifted, Lifting } from './lifting.svelte';

export interface CalendarHost {
  readonly lifting: Lifting;
  entryOf(target: Element): Entry | undefined;
  /** The bar itself, and not a phase of it, which only its assignment's own page can change. */
  hasBar(target: Element): boolean;
  /** Changes what is shown, and leaves something of it where it is in the window. */
  steady(thing: Element | null, change: () => void): void;
  settle(held: Lifted | undefined): void;
}

const PLACES = '[data-day], [data-under]';

/** The day or the tray at a point, whatever lies over it; '' is no date at all. */
function placeIn(area: HTMLElement, { x, y }: Point, over?: Element): string | undefined {
  const place = document
    .elementsFromPoint(x, y)
    .find((each) => each.matches(PLACES) && area.contains(each) && !each.contains(over ?? null));
  const { day, under } = place instanceof HTMLElement ? place.dataset : {};
  return day ?? under;
}

export function draggingDays(area: HTMLElement, host: CalendarHost): () => void {
  const { lifting } = host;
  let from: Day | undefined;

  return dragging<{ day: string | undefined }>(area, {
    grab({ target, clientX: x, clientY: y }) {
      if (!(target instanceof Element) || target.closest('button')) return null;
      const thing = target.closest<HTMLElement>('[data-end], [data-span], [data-entry]');
      if (!thing || !host.entryOf(thing)?.shown.desk.can?.change().ok) return null;
      const bar = thing.closest<HTMLElement>('[data-span]');
      from = bar ? (placeIn(area, { x, y }, bar) ?? bar.dataset['from']) : undefined;
      return bar && !host.hasBar(bar) ? null : thing;
    },
    lifted(thing) {
      const entry = host.entryOf(thing);
      const hold = (thing.dataset['end'] ?? 'both') as Hold;
      const grip = from === undefined ? undefined : { hold, from };
      if (entry) host.steady(thing, () => lifting.lift(entry, 'pointer', today(), grip));
    },
    scroll: ({ y }) => window.scrollBy(0, pull(y, 0, innerHeight)),
    placeAt: (at) => ({ day: placeIn(area, at) }),
    over({ day }) {
      // A bar is carried by whole days: it has no place where there is none.
      if (day !== undefined && lifting.now?.bar && !isWholeDay(day)) lifting.over(undefined);
      else lifting.over(day === '' ? null : day);
      return lifting.shows();
    },
    dropped(thing, place) {
      const at = place?.day === undefined ? thing : dayOf(area, place.day);
      let held: Lifted | undefined;
      host.steady(at, () => (held = place ? lifting.drop() : lifting.cancel()));
      host.settle(held);
    },
  });
}

export function dayOf(area: HTMLElement, day: string): HTMLElement | null {
  return area.querySelector<HTMLElement>(`[data-day="${day}"]`);
}
