/** What has been done to checklists and is not told back yet, laid over the card; and how they are counted. */
import type { Card, Checklist, Id, Row } from '../kernel/wire';

/** A row's id, `null` for first, left out for last. */
export type After = Id | null | undefined;

export const MOST_ROWS = 500;
const UNBORN = 'new-';
let made = 0;

/** Whether the server knows it: what it has not named cannot be asked for anything yet. */
export function isBorn({ id }: { id: Id }): boolean {
  return !id.startsWith(UNBORN);
}

export function doneOf({ rows }: Checklist): number {
  return rows.filter((row) => row.done_at !== null).length;
}

export function rowCount(card: Card): number {
  return card.checklists.reduce((sum, { rows }) => sum + rows.length, 0);
}

export function withRow(card: Card, id: Id, change: Partial<Row>): Card {
  return withLists(card, (list) => ({
    ...list,
    rows: list.rows.map((row) => (row.id === id ? { ...row, ...change } : row)),
  }));
}

export function withoutRow(card: Card, id: Id): Card {
  return withLists(card, (list) => ({ ...list, rows: list.rows.filter((row) => row.id !== id) }));
}

export function withRows(card: Card, listId: Id, texts: readonly string[]): Card {
  const fresh = texts.map(unborn);
  return withLists(card, (list) =>
    list.id === listId ? { ...list, rows: [...list.rows, ...fresh] } : list,
  );
}

export function withRowAt(card: Card, id: Id, listId: Id, after: After): Card {
  const row = card.checklists.flatMap(({ rows }) => rows).find((each) => each.id === id);
  if (!row) return card;
  return withLists(withoutRow(card, id), (list) =>
    list.id === listId ? { ...list, rows: inserted(list.rows, row, after) } : list,
  );
}

export function withList(card: Card, title: string): Card {
  const list = { id: newId(), title, rank: '', version: 0, rows: [] };
  return { ...card, checklists: [...card.checklists, list] };
}

export function withListNamed(card: Card, id: Id, title: string): Card {
  return withLists(card, (list) => (list.id === id ? { ...list, title } : list));
}

export function withoutList(card: Card, id: Id): Card {
  return { ...card, checklists: card.checklists.filter((list) => list.id !== id) };
}

export function withListAt(card: Card, id: Id, after: After): Card {
  const list = card.checklists.find((each) => each.id === id);
  if (!list) return card;
  return { ...card, checklists: inserted(withoutList(card, id).checklists, list, after) };
}

/** What something stands after when it is to be the one at `index` among the others. */
export function afterAt(others: readonly { id: Id }[], index: number): After {
  if (index <= 0) return null;
  return index >= others.length ? undefined : others[index - 1]?.id;
}

function inserted<T extends { id: Id }>(list: readonly T[], each: T, after: After): T[] {
  if (after === undefined) return [...list, each];
  const at = after === null ? -1 : list.findIndex(({ id }) => id === after);
  // The neighbour has gone since: last is where nobody is surprised to find it.
  return after !== null && at < 0 ? [...list, each] : list.toSpliced(at + 1, 0, each);
}

function withLists(card: Card, change: (list: Checklist) => Checklist): Card {
  return { ...card, checklists: card.checklists.map(change) };
}

function unborn(text: string): Row {
  return {
    id: newId(),
    text,
    rank: '',
    user_id: null,
    due: null,
    done_at: null,
    done_by: null,
    became: null,
    version: 0,
  };
}

function newId(): Id {
  return `${UNBORN}${(made += 1)}`;
}
