/** Rows of a timeline: headings, and assignments in the order of their dates; those without any last. */
import { people } from '../../kernel/people.svelte';
import type { Face, Id, Lane, Stage } from '../../kernel/wire';
import { inOrder, t } from '../../kernel/words';
import type { ShownPlan } from '../views/shown';
import { spanOf, type Span } from './spans';

export const groups = ['lane', 'owner'] as const;
export type Group = (typeof groups)[number];

interface Heading {
  readonly kind: 'plan' | 'group';
  readonly key: string;
  readonly title: string;
  readonly count: number;
  readonly stage?: Stage;
}

export interface CardRow {
  readonly kind: 'card';
  readonly key: Id;
  readonly shown: ShownPlan;
  readonly card: Face;
  readonly lane: Lane;
  readonly span: Span | undefined;
}

export type Row = Heading | CardRow;

/** Where a row stood when it was first seen: nothing moves because its dates are changed. */
export type Order = Map<Id, number>;

export function cardRows(plans: readonly ShownPlan[]): CardRow[] {
  return plans.flatMap((shown) => {
    const lanes = new Map(shown.plan.lanes.map((lane) => [lane.id, lane]));
    return shown.cards.flatMap((card) => {
      const lane = lanes.get(card.lane_id);
      if (!lane) return [];
      return [{ kind: 'card', key: card.id, shown, card, lane, span: spanOf(card) } as const];
    });
  });
}

export function rowsOf(
  plans: readonly ShownPlan[],
  cards: readonly CardRow[],
  group: Group,
  order: Order,
): Row[] {
  const undated = cards.filter(({ span }) => !span).sort(byNumber);
  for (const { key } of undated) order.delete(key);
  const dated = inPlace(cards, order);
  return [
    ...(group === 'owner' ? byOwner(dated) : byLane(plans, dated)),
    ...section('undated', t('timeline.undated'), undated),
  ];
}

/** Each is looked up once, and not again for every comparison. */
function inPlace(cards: readonly CardRow[], order: Order): CardRow[] {
  const placed: { row: CardRow; at: number }[] = [];
  for (const row of cards) {
    if (!row.span) continue;
    const at = order.get(row.key) ?? row.span.from;
    order.set(row.key, at);
    placed.push({ row, at });
  }
  return placed.sort((a, b) => a.at - b.at || byNumber(a.row, b.row)).map(({ row }) => row);
}

function byNumber(a: CardRow, b: CardRow): number {
  return a.card.number - b.card.number;
}

function byLane(plans: readonly ShownPlan[], rows: readonly CardRow[]): Row[] {
  const lanes = gathered(rows, (row) => row.lane.id);
  return plans.flatMap(({ plan: { board, lanes: columns } }) => {
    const inside = columns.flatMap((lane) =>
      section(lane.id, lane.title, lanes.get(lane.id) ?? [], lane.stage),
    );
    if (plans.length < 2 || inside.length === 0) return inside;
    const count = columns.reduce((sum, { id }) => sum + (lanes.get(id)?.length ?? 0), 0);
    return [{ kind: 'plan', key: board.id, title: board.name, count } as const, ...inside];
  });
}

function byOwner(rows: readonly CardRow[]): Row[] {
  const owners = gathered(rows, (row) => row.card.owner_id);
  const named = [...owners.keys()].filter((id) => id !== null);
  const known = inOrder(named, (id) => people.get(id).name);
  return [
    ...known.flatMap((id) => section(id, people.get(id).name, owners.get(id) ?? [])),
    ...section('nobody', t('timeline.no_owner'), owners.get(null) ?? []),
  ];
}

function section(key: string, title: string, rows: readonly CardRow[], stage?: Stage): Row[] {
  if (rows.length === 0) return [];
  const kind = 'group' as const;
  return [{ kind, key, title, count: rows.length, ...(stage && { stage }) }, ...rows];
}

function gathered<T, K>(things: readonly T[], by: (thing: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>();
  for (const thing of things) {
    const list = found.get(by(thing));
    if (list) list.push(thing);
    else found.set(by(thing), [thing]);
  }
  return found;
}
