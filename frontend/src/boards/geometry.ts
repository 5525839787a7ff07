/** Where a dragged card would land: pure arithmetic on rectangles. */
import type { Point } from '../ui/pointer';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface LaneBox {
  readonly id: string;
  readonly box: Box;
  /** The drawn cards of the lane, in order, without the lifted one. */
  readonly cards: readonly { readonly box: Box }[];
  /** How many cards the lane has, drawn or not, without the lifted one. */
  readonly count: number;
}

export interface Landing {
  readonly laneId: string;
  readonly index: number;
}

export function landing(point: Point, lanes: readonly LaneBox[]): Landing | undefined {
  const lane = nearest(point, lanes);
  return lane && { laneId: lane.id, index: indexIn(point, lane) };
}

/** Sideways first: below a short lane it is still that lane; on a phone, where lanes are stacked, height decides. */
function nearest(point: Point, lanes: readonly LaneBox[]): LaneBox | undefined {
  const aside = (lane: LaneBox): number => outside(point.x, lane.box.left, lane.box.right);
  const above = (lane: LaneBox): number => outside(point.y, lane.box.top, lane.box.bottom);
  return [...lanes].sort((a, b) => aside(a) - aside(b) || above(a) - above(b))[0];
}

function indexIn(point: Point, lane: LaneBox): number {
  const index = lane.cards.findIndex(({ box }) => point.y < (box.top + box.bottom) / 2);
  if (index >= 0) return index;
  const last = lane.cards.at(-1)?.box;
  // The rest of a lane, also what it has not drawn yet, is last.
  return last && point.y <= last.bottom ? lane.cards.length : lane.count;
}

function outside(at: number, from: number, to: number): number {
  return at < from ? from - at : at > to ? at - to : 0;
}

export function isInView(box: Box, width: number, height: number): boolean {
  return box.bottom > 0 && box.top < height && box.right > 0 && box.left < width;
}
