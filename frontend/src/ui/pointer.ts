/** What a pointer does while it drags: how far it has come, and how hard an edge pulls. */

export interface Point {
  readonly x: number;
  readonly y: number;
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
