/** The table as one person has it before them: where they stand, what they write, and what must not move meanwhile. */
import { SvelteSet } from 'svelte/reactivity';
import { announce } from '../../kernel/announce';
import type { Face, Id } from '../../kernel/wire';
import { t } from '../../kernel/words';
import { findCard } from '../apply';
import type { Refusal } from '../views/changing';
import type { ViewProps } from '../views/shown';
import {
  chosenColumns,
  isWritten,
  sorted,
  sortingOf,
  wordOf,
  type Column,
  type Written,
} from './columns';
import { fieldOf, isOwn, ownColumns, ownValue, type Own } from './fields';
import type { Value } from './own.svelte';
import { GROUPS, itemsOf, rowsOf, type Group, type Item, type Row } from './rows';
import type { At } from './stepping';

export interface Writing {
  readonly key: string;
  readonly cardId: Id;
  readonly column: Written;
  /** What the cell began with: a key that was pressed, or what the server refused. */
  readonly typed?: string | undefined;
  readonly refused?: string | undefined;
}

export class Grid {
  /** The one cell in the order of the Tab key; a key of nothing is the row of headings. */
  current = $state.raw<{ key: string; column: Column }>();
  writing = $state.raw<Writing>();
  /** What could not be done, said beside the cell until the next key. */
  told = $state.raw<{ key: string; column: Column; text: string }>();
  readonly folded = new SvelteSet<string>();
  /** The assignment that the focus is in, as it was when it came there. */
  private held = $state.raw<Face>();
  private said: ReadonlyMap<string, Value> = new Map();
  private lastY = 0;

  several: boolean = $derived.by(() => this.props().plans.length > 1);
  private readonly same = unchanging<Column>();
  /** The plans' own fields, as columns that may be chosen. */
  own: Own[] = $derived.by(() => ownColumns(this.props().plans.map(({ plan }) => plan)));
  columns: readonly Column[] = $derived.by(() =>
    this.same([
      'number',
      'title',
      ...chosenColumns(this.props().look.own.columns, this.several, this.own),
    ]),
  );
  sorting = $derived.by(() => {
    const sorting = sortingOf(this.props().look.own.sort);
    return isOwn(sorting?.by) && !this.own.includes(sorting.by) ? undefined : sorting;
  });
  group: Group | undefined = $derived.by(() =>
    [...GROUPS, ...this.own].find((name) => name === this.props().look.own.group),
  );
  /** Those of the plans' own that are shown, or stood by. */
  asked: Own[] = $derived.by(() =>
    [...new Set([...this.columns, this.sorting?.by, this.group])].filter(isOwn),
  );
  rows: Row[] = $derived.by(() => rowsOf(this.props().plans, this.held, this.said));
  items: Item[] = $derived.by(() =>
    itemsOf(sorted(this.rows, this.sorting) as Row[], this.group, this.folded),
  );
  places: ReadonlyMap<string, number> = $derived.by(
    () => new Map(this.items.map(({ key }, i) => [key, i])),
  );

  constructor(private readonly props: () => ViewProps) {}

  /** Where the focus is, or would come in; of a row that is gone, where it was. */
  at: At = $derived.by(() => {
    const { current } = this;
    const x = Math.max(0, current ? this.columns.indexOf(current.column) : 1);
    if (!current) return { y: this.items.length > 0 ? 0 : -1, x };
    if (current.key === HEAD) return { y: -1, x };
    const y = this.places.get(current.key) ?? this.elsewhere(current.key);
    return { y: y ?? Math.min(this.lastY, this.items.length - 1), x };
  });

  /** In other groups than before a row has another key; it is still the same assignment. */
  private elsewhere(key: string): number | undefined {
    const id = key.split(' ').at(-1);
    const y = this.items.findIndex((item) => item.kind === 'row' && item.row.card.id === id);
    return y < 0 ? undefined : y;
  }

  stand({ y, x }: At): void {
    const item = this.items[y];
    this.lastY = Math.max(0, y);
    this.current = { key: item?.key ?? HEAD, column: this.columns[x] ?? 'title' };
    this.told = undefined;
    this.hold(item?.kind === 'row' ? item.row : undefined);
  }

  /** A row keeps its place while the focus is in it. */
  hold(row: Row | undefined): void {
    if (row?.card.id === this.held?.id) return;
    this.said = new Map(row ? this.asked.map((own) => [own, ownValue(row, own)]) : []);
    this.held = row?.card;
  }

  rowAt(y: number): Row | undefined {
    const item = this.items[y];
    return item?.kind === 'row' ? item.row : undefined;
  }

  fold(key: string): void {
    if (!this.folded.delete(key)) this.folded.add(key);
  }

  /** Begins to write in the cell where the focus is, or says why that cannot be. */
  write(typed?: string, refused?: string): void {
    const { y, x } = this.at;
    const row = this.rowAt(y);
    const column = this.columns[x];
    if (!row || !column) return;
    const why = this.whyNot(row, column);
    if (why) return this.tell(why);
    const item = this.items[y];
    if (!item || !isWritten(column)) return;
    this.told = undefined;
    this.writing = { key: item.key, cardId: row.card.id, column, typed, refused };
  }

  whyNot({ shown, card }: Row, column: Column): Refusal {
    const verdict = shown.desk.can?.change();
    if (verdict?.ok === false) return verdict.reason;
    if (card.number === 0) return t('card.unborn');
    if (isOwn(column))
      return fieldOf({ shown }, column)
        ? null
        : t('table.no_field', { plan: shown.plan.board.name, field: wordOf(column) });
    return isWritten(column) ? null : t(`table.counted.${column}`);
  }

  /** Says beside the cell, and aloud, why it cannot be. */
  tell(text: Refusal): void {
    const { y, x } = this.at;
    const [key, column] = [this.items[y]?.key, this.columns[x]];
    if (text === null || key === undefined || !column) return;
    this.told = { key, column, text };
    announce(text, { tone: 'assertive' });
  }

  /** The assignment that is written in, as it is now. */
  get written(): Row | undefined {
    const { writing } = this;
    if (!writing) return undefined;
    return this.rowAt(this.places.get(writing.key) ?? this.elsewhere(writing.key) ?? -1);
  }

  /** Nothing is told of what one may not see: gone is gone. */
  isGone(cardId: Id): boolean {
    return !this.props().plans.some(({ plan }) => findCard(plan, cardId));
  }
}

export const HEAD = 'head';

/** The list that was given before, while it says the same: what is drawn by it is left as it is. */
function unchanging<T>(): (list: readonly T[]) => readonly T[] {
  let last: readonly T[] = [];
  return (list) => {
    const same = list.length === last.length && list.every((one, i) => one === last[i]);
    return same ? last : (last = list);
  };
}
