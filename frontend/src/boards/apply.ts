/** The pure reducer: a plan as it stands, and one thing that happened, give the plan as it stands after. */
import type { BoardEvent, Face, Field, Label, Lane, Snapshot } from '../kernel/wire';

export interface BoardState {
  readonly version: number;
  readonly board: Snapshot['board'];
  readonly lanes: readonly Lane[];
  /** Each lane's cards in order. A list is replaced only when it changed, so that a move redraws two lanes. */
  readonly lists: ReadonlyMap<string, readonly Face[]>;
  readonly members: readonly string[];
  readonly labels: readonly Label[];
  /** The plan's own fields. */
  readonly fields: readonly Field[];
  /** Assignments of other plans that are shown here too. */
  readonly linked: readonly string[];
}

export function fromSnapshot(snapshot: Snapshot): BoardState {
  const lists = new Map<string, Face[]>(snapshot.lanes.map((lane) => [lane.id, []]));
  for (const card of snapshot.cards) lists.get(card.lane_id)?.push(card);
  for (const list of lists.values()) list.sort(byRank);
  const { version, board, lanes, members, labels, fields, linked } = snapshot;
  return { version, board, lanes: [...lanes].sort(byRank), lists, members, labels, fields, linked };
}

export function apply(state: BoardState, event: BoardEvent): BoardState | 'reload' {
  const next = stamped(state, event);
  const { version } = event;
  // Whatever happens to a part of a card says what its face shows after it.
  if ('face' in event)
    return { ...next, lists: changed(state, event.card_id, { ...event.face, version }) };
  switch (event.type) {
    case 'board.started': {
      const lists = new Map(event.lanes.map((lane) => [lane.id, [] as readonly Face[]]));
      const lanes = [...event.lanes].sort(byRank);
      const none = { labels: [], fields: [], linked: [] };
      const board = { ...event.board, version };
      return { version, board, lanes, lists, members: event.members, ...none };
    }
    case 'board.changed':
      return { ...next, board: { ...next.board, ...event.to, version } };
    case 'board.closed':
      return { ...next, board: { ...next.board, closed_at: event.at, version } };
    case 'board.reopened':
      return { ...next, board: { ...next.board, closed_at: null, version } };
    case 'lane.added': {
      const lanes = [...state.lanes, { ...event.lane, version }].sort(byRank);
      return { ...next, lanes, lists: new Map(state.lists).set(event.lane.id, []) };
    }
    case 'lane.changed':
    case 'lane.moved':
      return { ...next, lanes: withLane(state.lanes, event.lane_id, { ...event.to, version }) };
    case 'lane.removed': {
      const lists = new Map(state.lists);
      lists.delete(event.lane_id);
      return { ...next, lanes: state.lanes.filter((lane) => lane.id !== event.lane_id), lists };
    }
    case 'member.added':
      return {
        ...next,
        members: [...state.members.filter((id) => id !== event.user_id), event.user_id],
      };
    case 'member.removed':
      return { ...next, members: state.members.filter((id) => id !== event.user_id) };
    case 'label.added':
    case 'label.restored':
      return { ...next, labels: withThing(state.labels, { ...event.label, version }) };
    case 'label.changed':
      return { ...next, labels: changedThing(state.labels, event.label_id, event.to, version) };
    case 'label.removed':
      return { ...next, labels: state.labels.filter(({ id }) => id !== event.label_id) };
    case 'field.added':
    case 'field.restored':
      return { ...next, fields: withThing(state.fields, { ...event.field, version }) };
    case 'field.changed':
      return { ...next, fields: changedThing(state.fields, event.field_id, event.to, version) };
    case 'field.removed':
      return { ...next, fields: state.fields.filter(({ id }) => id !== event.field_id) };
    // Shared views are fetched where they are shown.
    case 'view.added':
    case 'view.changed':
    case 'view.removed':
    case 'view.restored':
      return next;
    case 'card.linked':
      return { ...next, linked: [...state.linked, event.card_id].sort() };
    case 'card.unlinked':
      return { ...next, linked: state.linked.filter((id) => id !== event.card_id) };
    case 'card.created':
    case 'card.reopened':
    case 'card.arrived':
      return { ...next, lists: withCard(state.lists, { ...event.card, version }) };
    case 'card.changed':
    case 'card.assessed':
      return { ...next, lists: changed(state, event.card_id, { ...event.to, version }) };
    case 'card.described':
      return {
        ...next,
        lists: changed(state, event.card_id, { described: event.to.revision_id !== null, version }),
      };
    case 'card.moved': {
      const since = event.to.lane_id === event.from.lane_id ? {} : { since: event.at };
      return { ...next, lists: changed(state, event.card_id, { ...event.to, ...since, version }) };
    }
    case 'card.closed':
    case 'card.left':
      return { ...next, lists: withoutCard(state, event.card_id) };
    default:
      return unknown(event);
  }
}

/** All cards, lane by lane in their order. */
export function cardsOf({ lanes, lists }: BoardState): readonly Face[] {
  return lanes.flatMap(({ id }) => lists.get(id) ?? []);
}

export function findCard(state: BoardState, cardId: string): Face | undefined {
  for (const list of state.lists.values()) {
    const card = list.find((each) => each.id === cardId);
    if (card) return card;
  }
  return undefined;
}

function stamped(state: BoardState, event: BoardEvent): BoardState {
  const { version, at, by } = event;
  return { ...state, version, board: { ...state.board, updated_at: at, updated_by: by } };
}

function withLane(lanes: readonly Lane[], id: string, to: Partial<Lane>): readonly Lane[] {
  return lanes.map((lane) => (lane.id === id ? { ...lane, ...to } : lane)).sort(byRank);
}

function changed(state: BoardState, cardId: string, to: Partial<Face>): BoardState['lists'] {
  const card = findCard(state, cardId);
  if (!card) return state.lists;
  const place = to.rank === undefined || (to.rank === card.rank && to.lane_id === card.lane_id);
  if (!place) return withCard(withoutCard(state, cardId), { ...card, ...to });
  const list = (state.lists.get(card.lane_id) ?? []).map((each) =>
    each === card ? { ...card, ...to } : each,
  );
  return new Map(state.lists).set(card.lane_id, list);
}

function withoutCard(state: BoardState, cardId: string): BoardState['lists'] {
  const card = findCard(state, cardId);
  if (!card) return state.lists;
  const list = (state.lists.get(card.lane_id) ?? []).filter((each) => each !== card);
  return new Map(state.lists).set(card.lane_id, list);
}

function withCard(lists: BoardState['lists'], card: Face): BoardState['lists'] {
  const list = (lists.get(card.lane_id) ?? []).filter((each) => each.id !== card.id);
  const at = list.findIndex((each) => each.rank > card.rank);
  return new Map(lists).set(card.lane_id, list.toSpliced(at < 0 ? list.length : at, 0, card));
}

type Ranked = { id: string; rank: string };

function withThing<T extends Ranked>(things: readonly T[], thing: T): readonly T[] {
  return [...things.filter(({ id }) => id !== thing.id), thing].sort(byRankAndId);
}

function changedThing<T extends Ranked>(
  things: readonly T[],
  id: string,
  to: Partial<T>,
  version: number,
): readonly T[] {
  return things
    .map((thing) => (thing.id === id ? { ...thing, ...to, version } : thing))
    .sort(byRankAndId);
}

function byRankAndId(a: Ranked, b: Ranked): number {
  return byRank(a, b) || (a.id < b.id ? -1 : 1);
}

/** Ranks are ASCII, where JavaScript's order of code units is the server's order of bytes. */
function byRank(a: { rank: string }, b: { rank: string }): number {
  return a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0;
}

/** A kind from a newer server: the compiler proves that every kind we know is handled above. */
function unknown(_event: never): 'reload' {
  return 'reload';
}
