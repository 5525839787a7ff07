/** Which rows of a long list lie in sight, of rows that are not all as high. */

/** The upper edge of every row, and last the lower edge of them all. */
export function edgesOf<T>(rows: readonly T[], height: (row: T) => number): Float64Array {
  const edges = new Float64Array(rows.length + 1);
  rows.forEach((row, i) => (edges[i + 1] = (edges[i] ?? 0) + height(row)));
  return edges;
}

/** The row that holds this height; the nearest where there is none. */
export function rowAt(edges: Float64Array, y: number): number {
  let [low, high] = [0, Math.max(0, edges.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
