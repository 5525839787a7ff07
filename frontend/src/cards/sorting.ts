/** Rows dragged by pointer, within their list and to another. */
import type { Id } from '../kernel/wire';
import { dragging } from '../ui/dragging';
import { pull } from '../ui/pointer';

export interface Spot {
  readonly listId: Id;
  /** Among the other rows of the list. */
  readonly index: number;
}

export interface SortHost {
  mayLift(id: Id): boolean;
  lifted(id: Id): void;
  /** Told when it is another than before. */
  over(spot: Spot): void;
  /** Undefined when it was put back. */
  dropped(id: Id, spot: Spot | undefined): void;
}

/** Within `[data-sort-list]` the elements marked `[data-sort]` are moved; buttons are no handles unless `data-grip`. */
export function sorting(host: SortHost): (area: HTMLElement) => () => void {
  let shown: Spot | undefined;

  return (area) =>
    dragging<Spot>(area, {
      grab(event) {
        const row = grabbed(event);
        return row && host.mayLift(idOf(row)) ? row : null;
      },
      lifted(row) {
        shown = undefined;
        host.lifted(idOf(row));
      },
      scroll({ y }) {
        const page = area.closest('dialog');
        if (!page) return;
        const { top, bottom } = page.getBoundingClientRect();
        page.scrollBy(0, pull(y, Math.max(0, top), Math.min(innerHeight, bottom)));
      },
      placeAt: ({ y }, row) => spotAt(area, y, idOf(row)),
      over(spot) {
        if (spot.listId !== shown?.listId || spot.index !== shown.index) host.over(spot);
        shown = spot;
        return undefined;
      },
      dropped: (row, spot) => host.dropped(idOf(row), spot),
    });
}

function grabbed({ target }: PointerEvent): HTMLElement | null {
  if (!(target instanceof Element)) return null;
  if (!target.closest('[data-grip]') && target.closest('button, a, input, textarea, label'))
    return null;
  return target.closest<HTMLElement>('[data-sort]');
}

function idOf(row: HTMLElement): Id {
  return row.dataset['sort'] ?? '';
}

/** The list nearest in height, and how many of its other rows are above the pointer. */
function spotAt(area: HTMLElement, y: number, liftedId: Id): Spot | undefined {
  const away = (list: HTMLElement): number => {
    const { top, bottom } = list.getBoundingClientRect();
    return y < top ? top - y : y > bottom ? y - bottom : 0;
  };
  const lists = [...area.querySelectorAll<HTMLElement>('[data-sort-list]')];
  const list = lists.toSorted((a, b) => away(a) - away(b))[0];
  if (!list) return undefined;
  const others = [...list.querySelectorAll<HTMLElement>('[data-sort]')].filter(
    (row) => idOf(row) !== liftedId,
  );
  const index = others.findIndex((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return y < (top + bottom) / 2;
  });
  return { listId: list.dataset['sortList'] ?? '', index: index < 0 ? others.length : index };
}
