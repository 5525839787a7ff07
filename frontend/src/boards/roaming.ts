/** Arrows walk between cards: which card comes next, without lifting anything. */
import type { BoardState } from './apply';

export type RoamKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';

const KEYS: ReadonlySet<string> = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);

export function isRoamKey(key: string): key is RoamKey {
  return KEYS.has(key);
}

export function roam(
  state: BoardState,
  cardId: string,
  key: RoamKey,
  stacked: boolean,
): string | undefined {
  const lanes = state.lanes
    .map((lane) => state.lists.get(lane.id) ?? [])
    .filter((list) => list.length > 0);
  const x = lanes.findIndex((list) => list.some((card) => card.id === cardId));
  const list = lanes[x];
  if (!list) return lanes[0]?.[0]?.id;
  const y = list.findIndex((card) => card.id === cardId);
  if (stacked)
    return roamStacked(
      lanes.flat().map((card) => card.id),
      cardId,
      key,
    );
  switch (key) {
    case 'ArrowUp':
      return list[y - 1]?.id;
    case 'ArrowDown':
      return list[y + 1]?.id;
    case 'ArrowLeft':
      return beside(lanes[x - 1], y);
    case 'ArrowRight':
      return beside(lanes[x + 1], y);
    case 'Home':
      return list[0]?.id;
    case 'End':
      return list.at(-1)?.id;
  }
}

function beside(list: readonly { id: string }[] | undefined, y: number): string | undefined {
  return list?.[Math.min(y, list.length - 1)]?.id;
}

/** On a phone the lanes stand in one column, and so do the arrows. */
function roamStacked(ids: readonly string[], cardId: string, key: RoamKey): string | undefined {
  const at = ids.indexOf(cardId);
  switch (key) {
    case 'ArrowUp':
    case 'ArrowLeft':
      return ids[at - 1];
    case 'ArrowDown':
    case 'ArrowRight':
      return ids[at + 1];
    case 'Home':
      return ids[0];
    case 'End':
      return ids.at(-1);
  }
}
