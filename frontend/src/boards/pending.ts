/** Shown = confirmed ⊕ pending: what this person has done and the server has not yet told, laid over what is known. */
import type { Face } from '../kernel/wire';
import { findCard, type BoardState } from './apply';
import { insertAfter, type After } from './places';

interface Common {
  /** The operation id: the event that carries it as `op` is this intent come true. */
  readonly key: string;
  readonly at: string;
}

export type Intent =
  | (Common & { kind: 'move'; cardId: string; laneId: string; after: After })
  | (Common & {
      kind: 'change';
      cardId: string;
      to: Partial<Pick<Face, 'title' | 'owner_id' | 'deputy_id' | 'start' | 'due'>>;
    })
  | (Common & {
      kind: 'assess';
      cardId: string;
      to: Pick<Face, 'health' | 'health_note' | 'health_at'>;
    })
  | (Common & { kind: 'label'; cardId: string; labelId: string; on: boolean })
  | (Common & { kind: 'create'; laneId: string; after: After; title: string })
  | (Common & { kind: 'close'; cardId: string })
  /** Takes back an operation that may itself still wait. */
  | (Common & { kind: 'undo'; op: string });

export function lay(confirmed: BoardState, pending: readonly Intent[]): BoardState {
  const undone = new Set<string>();
  // The last first: what is taken back takes nothing back.
  for (const intent of pending.toReversed())
    if (intent.kind === 'undo' && !undone.has(intent.key)) undone.add(intent.op);
  return pending.filter((intent) => !undone.has(intent.key)).reduce(layOne, confirmed);
}

function layOne(state: BoardState, intent: Intent): BoardState {
  if (intent.kind === 'undo') return state;
  if (intent.kind === 'create') return layCreated(state, intent);
  const card = findCard(state, intent.cardId);
  if (!card) return state;
  switch (intent.kind) {
    case 'move':
      return layMoved(state, card, intent);
    case 'close':
      return { ...state, lists: replaced(state, card.lane_id, without(state, card)) };
    case 'label': {
      const others = card.label_ids.filter((id) => id !== intent.labelId);
      return layChanged(state, card, {
        label_ids: intent.on ? [...others, intent.labelId] : others,
      });
    }
    case 'change':
    case 'assess':
      return layChanged(state, card, intent.to);
  }
}

function layChanged(state: BoardState, card: Face, to: Partial<Face>): BoardState {
  const list = (state.lists.get(card.lane_id) ?? []).map((each) =>
    each === card ? { ...card, ...to } : each,
  );
  return { ...state, lists: replaced(state, card.lane_id, list) };
}

function layMoved(state: BoardState, card: Face, intent: Intent & { kind: 'move' }): BoardState {
  const { laneId, after, at } = intent;
  if (!state.lists.has(laneId)) return state;
  const moved = laneId === card.lane_id ? card : { ...card, lane_id: laneId, since: at };
  const lists = new Map(state.lists).set(card.lane_id, without(state, card));
  lists.set(laneId, insertAfter(lists.get(laneId) ?? [], moved, after));
  return { ...state, lists };
}

function layCreated(state: BoardState, intent: Intent & { kind: 'create' }): BoardState {
  const list = state.lists.get(intent.laneId);
  if (!list) return state;
  return {
    ...state,
    lists: replaced(state, intent.laneId, insertAfter(list, unborn(intent), intent.after)),
  };
}

function unborn(intent: Intent & { kind: 'create' }): Face {
  return {
    id: intent.key,
    number: 0,
    lane_id: intent.laneId,
    rank: '',
    title: intent.title,
    owner_id: null,
    deputy_id: null,
    start: null,
    due: null,
    health: 'unknown',
    health_note: '',
    health_at: null,
    described: false,
    label_ids: [],
    row_count: 0,
    rows_done: 0,
    comment_count: 0,
    attachment_count: 0,
    blocked_since: null,
    since: intent.at,
    version: 0,
  };
}

function without(state: BoardState, card: Face): readonly Face[] {
  return (state.lists.get(card.lane_id) ?? []).filter((each) => each !== card);
}

function replaced(state: BoardState, laneId: string, list: readonly Face[]): BoardState['lists'] {
  return new Map(state.lists).set(laneId, list);
}
