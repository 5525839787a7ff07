/** Where a dragged card would land, and how hard an edge pulls: pure arithmetic on rectangles. */

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

export interface Point {
  readonly x: number;
  readonly y: number;
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

/** Pixels to scroll in this frame: nothing in the middle, faster the nearer the edge. */
export function pull(at: number, from: number, to: number, zone = 72, most = 18): number {
  const reach = Math.min(zone, (to - from) / 3);
  if (at < from + reach) return -most * Math.min(1, (from + reach - at) / reach);
  if (at > to - reach) return most * Math.min(1, (at - to + reach) / reach);
  return 0;
}

export function hasMoved(from: Point, to: Point, slack: number): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) > slack;
}

export function isInView(box: Box, width: number, height: number): boolean {
  return box.bottom > 0 && box.top < height && box.right > 0 && box.left < width;
}
