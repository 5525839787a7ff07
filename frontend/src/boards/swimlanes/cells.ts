/** Rows and statuses crossed: each cell is a lane of its own, so that everything a lane can do a cell can. */
import type { Face, Id, Lane } from '../../kernel/wire';
import type { BoardState } from '../apply';
import type { Lifted, Step } from '../lifting';
import { besideNeighbours } from '../neighbours';
import { isSamePlace, placeAt, placeOf, type Place } from '../places';
import type { RoamKey } from '../roaming';
import type { Row } from './rows';

export interface Cell {
  readonly id: Id;
  readonly row: number;
  readonly lane: Lane;
  readonly key: string;
  readonly cards: readonly Face[];
}

export interface Cells {
  readonly rows: readonly Row[];
  readonly lanes: readonly Lane[];
  /** Row by row. */
  readonly all: readonly Cell[];
  /** The same as a board with a lane for each cell. */
  readonly state: BoardState;
}

const none: readonly Face[] = [];

export function cellsOf(state: BoardState, rows: readonly Row[]): Cells {
  const all = rows.flatMap((row, at) =>
    state.lanes.map((lane): Cell => {
      const cards = row.lists.get(lane.id) ?? none;
      return { id: `${lane.id} ${row.key}`, row: at, lane, key: row.key, cards };
    }),
  );
  const lanes = all.map(({ id, lane, row }) => {
    return { ...lane, id, title: `${lane.title} · ${rows[row]?.title ?? ''}` };
  });
  const lists = new Map(all.map(({ id, cards }) => [id, cards]));
  return { rows, lanes: state.lanes, all, state: { ...state, lanes, lists } };
}

export function cellAt(cells: Cells, id: Id): Cell | undefined {
  return cells.all.find((cell) => cell.id === id);
}

/** The cell so many rows down and lanes to the right, if there is one. */
export function beside(
  { all, lanes, rows }: Cells,
  cell: Cell,
  down: number,
  right: number,
): Cell | undefined {
  const lane = lanes.findIndex(({ id }) => id === cell.lane.id) + right;
  const row = cell.row + down;
  if (lane < 0 || lane >= lanes.length || row < 0 || row >= rows.length) return undefined;
  return all[row * lanes.length + lane];
}

/** Above the first place of a cell is the row above, below the last the one below. */
export function stepIn(cells: Cells, lifted: Lifted, key: string): Step | undefined {
  const cell = cellAt(cells, lifted.to.laneId);
  if (!cell) return undefined;
  const { nth, of } = lifted.to;
  const go = (next: Cell | undefined, index: number): Step => {
    if (!next) return { kind: 'stayed' };
    const to = placeAt(cells.state, lifted.cardId, next.id, index);
    return { kind: 'moved', lifted: { ...lifted, to } };
  };
  if (key === 'ArrowUp' && nth === 1) return go(beside(cells, cell, -1, 0), Infinity);
  if (key === 'ArrowDown' && nth === of) return go(beside(cells, cell, 1, 0), 0);
  if (key === 'ArrowLeft') return go(beside(cells, cell, 0, -1), nth - 1);
  if (key === 'ArrowRight') return go(beside(cells, cell, 0, 1), nth - 1);
  return undefined;
}

const WAYS: Partial<Record<RoamKey, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The next card that way: past the end of a cell, the nearest cell that has any. */
export function roamIn(cells: Cells, cardId: Id, key: RoamKey): Id | undefined {
  const from = cells.all.find(({ cards }) => cards.some(({ id }) => id === cardId));
  if (!from) return undefined;
  const at = from.cards.findIndex(({ id }) => id === cardId);
  if (key === 'Home') return from.cards[0]?.id;
  if (key === 'End') return from.cards.at(-1)?.id;
  const [down, right] = WAYS[key] ?? [0, 0];
  const near = down !== 0 ? from.cards[at + down] : undefined;
  if (near) return near.id;
  let cell = beside(cells, from, down, right);
  while (cell?.cards.length === 0) cell = beside(cells, cell, down, right);
  if (down < 0) return cell?.cards.at(-1)?.id;
  return cell?.cards[down > 0 ? 0 : Math.min(at, cell.cards.length - 1)]?.id;
}

/** A place in a cell as one in its lane: right below its neighbour above, or above the one below. */
export function placeInLane(
  all: BoardState,
  cells: Cells,
  cardId: Id,
  to: Place,
): Place | undefined {
  const cell = cellAt(cells, to.laneId);
  const whole = placeOf(all, cardId);
  if (!cell || !whole) return undefined;
  const now = placeOf(cells.state, cardId);
  const laneId = cell.lane.id;
  const alone = cell.cards.every(({ id }) => id === cardId);
  // Another row of the same status, and no neighbour to stand by: it keeps its place.
  if (isSamePlace(now, to) || (alone && whole.laneId === laneId)) return whole;
  return besideNeighbours(all, cell.cards, cardId, laneId, to.nth);
}
