/** The columns: what each says of an assignment, what it sorts by, and whether it can be written in. */
import { dateOnly, dayAt, daysBetween, lastDay, showDate, today } from '../../kernel/days';
import { people } from '../../kernel/people.svelte';
import { t } from '../../kernel/words';
import { isOwn, nameOf, ownKey, ownText, type Own } from './fields';
import { compare, severity, type Row } from './rows';

/** Those that may be chosen and put in order; the number and the title always stand first. */
export const CHOICES = [
  'plan',
  'status',
  'owner',
  'deputy',
  'health',
  'due',
  'start',
  'labels',
  'checklist',
  'comments',
  'blocked',
  'since',
] as const;
export type Choice = (typeof CHOICES)[number];
export type Chosen = Choice | Own;
export type Column = 'number' | 'title' | Chosen;

const USUAL: readonly Choice[] = [
  'status',
  'owner',
  'health',
  'due',
  'labels',
  'checklist',
  'comments',
];
const WRITTEN = ['title', 'status', 'owner', 'deputy', 'health', 'due', 'start', 'labels'] as const;
export type Written = (typeof WRITTEN)[number] | Own;

/** In rem, on a wide page. */
const WIDTHS: Readonly<Record<Exclude<Column, Own>, number>> = {
  number: 3.5,
  title: 19,
  plan: 13,
  status: 8.5,
  owner: 11.5,
  deputy: 11.5,
  health: 8.5,
  due: 11.5,
  start: 11.5,
  labels: 11,
  checklist: 6,
  comments: 7,
  blocked: 9,
  since: 9,
};

export function wordOf(column: Column): string {
  return isOwn(column) ? nameOf(column) : t(`table.column.${column}`);
}

export function widthOf(column: Column): number {
  return isOwn(column) ? 10 : WIDTHS[column];
}

export function isWritten(column: Column | undefined): column is Written {
  return isOwn(column) || WRITTEN.some((each) => each === column);
}

export function usual(several: boolean): Choice[] {
  return several ? ['plan', ...USUAL] : [...USUAL];
}

/** What the address says of columns; what it does not know it leaves. */
export function chosenColumns(
  written: string | undefined,
  several: boolean,
  own: readonly Own[] = [],
): Chosen[] {
  if (written === undefined) return usual(several);
  const all = choices(several, own);
  return [...new Set(written.split(','))].flatMap(
    (name) => all.find((each) => each === name) ?? [],
  );
}

export function choices(several: boolean, own: readonly Own[]): Chosen[] {
  return [...CHOICES.filter((name) => several || name !== 'plan'), ...own];
}

export interface Sorting {
  readonly by: Column;
  readonly down: boolean;
}

export function sortingOf(written: string | undefined): Sorting | undefined {
  const down = written?.startsWith('-') ?? false;
  const name = down ? written?.slice(1) : written;
  if (isOwn(name)) return { by: name, down };
  const by = (['number', 'title', ...CHOICES] as const).find((each) => each === name);
  return by && { by, down };
}

/** What is missing stands last, whichever way it is turned. */
export function sorted(rows: readonly Row[], sorting: Sorting | undefined): readonly Row[] {
  if (!sorting) return rows;
  const turn = sorting.down ? -1 : 1;
  return rows
    .map((row) => ({ row, by: sortKey(row, sorting.by) }))
    .sort((a, b) => {
      if (a.by === null || b.by === null) return Number(a.by === null) - Number(b.by === null);
      return turn * compare(a.by, b.by);
    })
    .map(({ row }) => row);
}

function sortKey(row: Row, by: Column): string | number | null {
  if (isOwn(by)) return ownKey(row, by);
  const { shown, placed, standing } = row;
  switch (by) {
    case 'number':
      return placed.number;
    case 'title':
      return placed.title;
    case 'plan':
      return shown.plan.board.name;
    case 'status':
      return shown.plan.lanes.indexOf(standing);
    case 'owner':
    case 'deputy': {
      const id = placed[`${by}_id`];
      return id && people.get(id).name;
    }
    case 'health':
      return severity(placed.health);
    case 'due':
    case 'start':
      return placed[by] && Number(lastDay(placed[by]).replaceAll('-', ''));
    case 'labels':
      return labelsOf(shown, placed.label_ids) || null;
    case 'checklist':
      return placed.row_count > 0 ? placed.rows_done / placed.row_count : null;
    case 'comments':
      return placed.comment_count || null;
    case 'blocked':
      return placed.blocked_since && Date.parse(placed.blocked_since);
    case 'since':
      return Date.parse(placed.since);
  }
}

function labelsOf({ plan }: Row['shown'], ids: readonly string[]): string {
  return plan.labels
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join(', ');
}

/** What a cell says, in words: for the clipboard, for speech and where no more is drawn. */
export function textOf(row: Row, column: Column): string {
  const { shown, card, lane } = row;
  if (isOwn(column)) return ownText(row, column);
  switch (column) {
    case 'number':
      return card.number ? String(card.number) : '';
    case 'title':
      return card.title;
    case 'plan':
      return shown.plan.board.name;
    case 'status':
      return lane.title;
    case 'owner':
    case 'deputy': {
      const id = card[`${column}_id`];
      return id ? people.get(id).name : '';
    }
    case 'health':
      return t(`health.${card.health}`);
    case 'due':
    case 'start':
      return card[column] ? showDate(card[column]) : '';
    case 'labels':
      return labelsOf(shown, card.label_ids);
    case 'checklist':
      return card.row_count > 0 ? `${card.rows_done}/${card.row_count}` : '';
    case 'comments':
      return card.comment_count > 0 ? String(card.comment_count) : '';
    case 'blocked': {
      if (!card.blocked_since) return '';
      const count = daysBetween(dayAt(card.blocked_since), today());
      return count > 0 ? t('table.days', { count }) : t('table.since_today');
    }
    case 'since':
      return dateOnly(dayAt(card.since));
  }
}
