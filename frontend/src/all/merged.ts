/** All plans as one board: the stages are its lanes, since a status belongs to its plan. */
import type { Face, Id, Label, Lane, Stage } from '../kernel/wire';
import { t } from '../kernel/words';
import type { BoardState } from '../boards/apply';
import { rowLabel, rowsOf, type By, type Person, type Row } from '../boards/swimlanes/rows';
import type { OpenPlan } from './desks.svelte';

export const STAGES: readonly Stage[] = ['planned', 'active', 'waiting', 'done'];

/** Every assignment that is seen, under the stage of its status, plan by plan in their order. */
export function merged(plans: readonly { readonly seen: BoardState }[]): BoardState | undefined {
  const [first] = plans;
  if (!first) return undefined;
  const lists = new Map<Id, Face[]>(STAGES.map((stage) => [stage, []]));
  for (const { seen } of plans)
    for (const { id, stage } of seen.lanes)
      for (const card of seen.lists.get(id) ?? []) lists.get(stage)?.push(card);
  return { ...first.seen, lanes: STAGES.map(laneOf), lists, labels: named(plans) };
}

function laneOf(stage: Stage): Lane {
  const ranks = { rank: stage, version: 0 };
  return {
    id: stage,
    title: t(`stage.${stage}`),
    stage,
    wip_limit: null,
    wip_rule: 'warn',
    ...ranks,
  };
}

/** Labels of one name are one row, whichever plans they are of. */
function named(plans: readonly { readonly seen: BoardState }[]): Label[] {
  const all = new Map<string, Label>();
  for (const label of plans.flatMap(({ seen }) => seen.labels))
    if (!all.has(label.name)) all.set(label.name, { ...label, id: label.name });
  return [...all.values()];
}

export function rowsOfAll(
  plans: readonly { readonly seen: BoardState }[],
  board: BoardState,
  by: By,
  people: readonly Person[],
): Row[] {
  const names = new Map(
    plans.flatMap(({ seen }) => seen.labels.map(({ id, name }) => [id, name] as const)),
  );
  const homes = new Map<Id, BoardState>();
  if (by === 'label')
    for (const { seen } of plans)
      for (const list of seen.lists.values()) for (const { id } of list) homes.set(id, seen);
  return rowsOf(board, by, people, (card) => {
    const home = homes.get(card.id);
    return (home && names.get(rowLabel(home, card.label_ids))) ?? '';
  });
}

/** The row of one plan's own board that this row means there; undefined where it has none. */
export function rowIn({ plan }: OpenPlan, by: By, key: string): string | undefined {
  if (by !== 'label' || key === '') return key;
  return plan.labels.find(({ name }) => name === key)?.id;
}
