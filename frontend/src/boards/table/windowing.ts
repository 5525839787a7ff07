/** Which items of a long list are drawn: those in view, and a few on each side. */
import { edgesOf, rowAt } from '../views/windowing';

export interface Heights {
  /** In pixels. */
  readonly row: number;
  readonly group: number;
}

/** Where each item begins, and after the last where all of it ends. */
export function topsOf(
  items: readonly { kind: 'row' | 'group' }[],
  heights: Heights,
): Float64Array {
  return edgesOf(items, ({ kind }) => heights[kind]);
}

export interface Span {
  readonly from: number;
  /** The first that is not drawn. */
  readonly to: number;
}

const BESIDE = 8;
const STEP = 4;

/** Changes only every few rows, so that most of a scroll draws nothing new. */
export function spanOf(tops: Float64Array, top: number, bottom: number): Span {
  const count = tops.length - 1;
  const first = Math.floor(rowAt(tops, top) / STEP) * STEP;
  const last = Math.ceil((rowAt(tops, bottom) + 1) / STEP) * STEP;
  return { from: Math.max(0, first - BESIDE), to: Math.min(count, last + BESIDE) };
}
