/** The rows of the table: every assignment with its plan and lane, and the groups they stand in. */
import { people } from '../../kernel/people.svelte';
import type { Face, HealthValue, Id, Lane } from '../../kernel/wire';
import { compare as byName, t } from '../../kernel/words';
import { findCard } from '../apply';
import type { ShownPlan } from '../views/shown';
import { isOwn, ownKey, ownText, type Own } from './fields';
import type { Value } from './own.svelte';

export interface Row {
  readonly shown: ShownPlan;
  readonly card: Face;
  readonly lane: Lane;
  /** As it was when it was taken hold of: a row that somebody stands in keeps its place. */
  readonly placed: Face;
  /** The lane it is placed by. */
  readonly standing: Lane;
  /** What it said in the plan's own fields when it was taken hold of. */
  readonly said?: ReadonlyMap<string, Value> | undefined;
}

export type Item =
  | { readonly kind: 'row'; readonly key: string; readonly row: Row }
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly title: string;
      readonly count: number;
    };

export const GROUPS = ['status', 'owner', 'health', 'label', 'plan'] as const;
export type Group = (typeof GROUPS)[number] | Own;

/** What somebody stands in, as it was when they came. */
export type Held = Face | undefined;

export function rowsOf(
  plans: readonly ShownPlan[],
  held: Held,
  said?: ReadonlyMap<string, Value>,
): Row[] {
  const rows: Row[] = [];
  for (const shown of plans) {
    const lanes = new Map(shown.plan.lanes.map((lane) => [lane.id, lane]));
    const from = rows.length;
    let kept = false;
    const push = (card: Face, at = rows.length): void => {
      const lane = lanes.get(card.lane_id);
      const mine = card.id === held?.id;
      const placed = mine ? held : card;
      const standing = lanes.get(placed.lane_id) ?? lane;
      if (!lane || !standing) return;
      const row = { shown, card, lane, placed, standing, said: mine ? said : undefined };
      if (at === rows.length) rows.push(row);
      else rows.splice(at, 0, row);
    };
    for (const card of shown.cards) {
      // What has moved, or no longer passes the filter, is put where it was, below.
      if (card.id !== held?.id || isInPlace(card, held)) push(card);
      kept ||= card.id === held?.id && isInPlace(card, held);
    }
    const card = held && !kept ? findCard(shown.plan, held.id) : undefined;
    if (card && held) push(card, from + placeIn(rows.slice(from), held, lanes, shown));
  }
  return rows;
}

function isInPlace(card: Face, held: Face): boolean {
  return card.lane_id === held.lane_id && card.rank === held.rank;
}

function placeIn(rows: readonly Row[], held: Face, lanes: Map<Id, Lane>, shown: ShownPlan): number {
  const order = (laneId: Id): number => shown.plan.lanes.findIndex(({ id }) => id === laneId);
  const mine = lanes.has(held.lane_id) ? order(held.lane_id) : -1;
  const at = rows.findIndex(({ card }) => {
    const other = order(card.lane_id);
    return other > mine || (other === mine && card.rank > held.rank);
  });
  return at < 0 ? rows.length : at;
}

/** The rows in their groups, with a heading before each; those of a folded group are left out. */
export function itemsOf(
  rows: readonly Row[],
  group: Group | undefined,
  folded: ReadonlySet<string>,
): Item[] {
  if (!group) return rows.map((row) => ({ kind: 'row', key: row.card.id, row }));
  const groups = new Map<string, { title: string; order: number | string; rows: Row[] }>();
  for (const row of rows)
    for (const { key, title, order } of groupsOf(row, group)) {
      const found = groups.get(key) ?? { title, order, rows: [] };
      found.rows.push(row);
      groups.set(key, found);
    }
  return [...groups]
    .toSorted(([, a], [, b]) => compare(a.order, b.order))
    .flatMap(([key, { title, rows: those }]) => [
      { kind: 'group' as const, key: `group ${key}`, title, count: those.length },
      ...(folded.has(`group ${key}`)
        ? []
        : those.map((row) => ({ kind: 'row' as const, key: `${key} ${row.card.id}`, row }))),
    ]);
}

type Belonging = { key: string; title: string; order: number | string };

const SEVERITY: readonly HealthValue[] = ['off_track', 'at_risk', 'on_track', 'unknown'];

function groupsOf(row: Row, group: Group): Belonging[] {
  const { shown, placed, standing } = row;
  const { plan } = shown;
  if (isOwn(group)) {
    const order = ownKey(row, group);
    const title = order === null ? t('table.nothing_said') : ownText(row, group);
    return [{ key: order === null ? '' : title, title, order: order ?? LAST }];
  }
  switch (group) {
    case 'status': {
      // Lanes of one name are one group, whichever plan they are of.
      const order = plan.lanes.findIndex(({ title }) => title === standing.title);
      return [{ key: standing.title, title: standing.title, order }];
    }
    case 'owner': {
      const { owner_id: id } = placed;
      const title = id ? people.get(id).name : t('table.no_owner');
      return [{ key: id ?? '', title, order: id ? title : LAST }];
    }
    case 'health': {
      const { health } = placed;
      return [{ key: health, title: t(`health.${health}`), order: SEVERITY.indexOf(health) }];
    }
    case 'label': {
      const worn = plan.labels.filter(({ id }) => placed.label_ids.includes(id));
      if (worn.length === 0) return [{ key: '', title: t('table.no_label'), order: LAST }];
      return worn.map(({ name }) => ({ key: name, title: name, order: name }));
    }
    case 'plan':
      return [{ key: plan.board.id, title: plan.board.name, order: plan.board.name }];
  }
}

const LAST = '\uffff';

export function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === b) return 0;
  if (a === LAST || b === LAST) return a === LAST ? 1 : -1;
  return byName(String(a), String(b));
}

export function severity(health: HealthValue): number {
  return SEVERITY.indexOf(health);
}
