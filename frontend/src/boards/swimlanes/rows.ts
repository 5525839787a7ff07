/** The rows of the board: the same cards, lane by lane, for each person, unit, label or health. */
import type { Face, HealthValue, Id, Person as Known } from '../../kernel/wire';
import { inOrder, t } from '../../kernel/words';
import type { BoardState } from '../apply';

export const BY = ['owner', 'group', 'label', 'health'] as const;
export type By = (typeof BY)[number];

export interface Row {
  /** Whose row it is: a person, a unit's name, a label, a health; empty for those that have none. */
  readonly key: string;
  readonly title: string;
  readonly lists: ReadonlyMap<Id, readonly Face[]>;
  readonly count: number;
}

const SEVERITY: readonly HealthValue[] = ['off_track', 'at_risk', 'on_track', 'unknown'];

export function byOf(asked: string | undefined): By | undefined {
  return BY.find((by) => by === asked);
}

export type Person = Pick<Known, 'id' | 'name' | 'unit'>;

export function rowsOf(
  state: BoardState,
  by: By,
  people: readonly Person[],
  /** Whose row it stands in by its labels, where they are of several plans. */
  labelled = (card: Face) => rowLabel(state, card.label_ids),
): Row[] {
  const known = new Map(people.map((person) => [person.id, person]));
  const keyOf = (card: Face): string => {
    switch (by) {
      case 'owner':
        return card.owner_id ?? '';
      case 'group':
        return known.get(card.owner_id ?? '')?.unit ?? '';
      case 'label':
        return labelled(card);
      case 'health':
        return card.health;
    }
  };
  const lists = gathered(state, keyOf);
  const titleOf = (key: string) =>
    by === 'owner' ? (known.get(key)?.name ?? t('person.unknown')) : key;
  return orderOf(state, by, lists, titleOf).map(({ key, title }) => {
    const row = lists.get(key) ?? new Map<Id, Face[]>();
    const count = [...row.values()].reduce((sum, list) => sum + list.length, 0);
    return { key, title, lists: row, count };
  });
}

/** A card with several labels stands in the row of the first, in the plan's order. */
export function rowLabel(state: BoardState, labelIds: readonly Id[]): string {
  return state.labels.find(({ id }) => labelIds.includes(id))?.id ?? '';
}

function gathered(state: BoardState, keyOf: (card: Face) => string): Map<string, Map<Id, Face[]>> {
  const rows = new Map<string, Map<Id, Face[]>>();
  for (const [laneId, list] of state.lists)
    for (const card of list) {
      const key = keyOf(card);
      const row = rows.get(key) ?? new Map<Id, Face[]>();
      rows.set(key, row);
      const cell = row.get(laneId);
      if (cell) cell.push(card);
      else row.set(laneId, [card]);
    }
  return rows;
}

/** Labels and healths all have their row, since a card can be put there; people and units those that have cards. */
function orderOf(
  { labels }: BoardState,
  by: By,
  rows: ReadonlyMap<string, unknown>,
  titleOf: (key: string) => string,
): { key: string; title: string }[] {
  if (by === 'health') return SEVERITY.map((key) => ({ key, title: t(`health.${key}`) }));
  const none = { key: '', title: t(`swimlanes.none.${by}`) };
  if (by === 'label') return [...labels.map(({ id, name }) => ({ key: id, title: name })), none];
  const named = [...rows.keys()].filter(Boolean).map((key) => ({ key, title: titleOf(key) }));
  return [...inOrder(named, ({ title }) => title), none];
}
