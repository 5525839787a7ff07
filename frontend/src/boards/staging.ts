/** Where the lanes of a plan stand among other plans: each under its stage. */
import type { Lane, Stage } from '../kernel/wire';

export interface Staged {
  /** The heights of the grid's rows, and where in it each lane stands, as styles. */
  readonly rows: string;
  readonly spots: readonly string[];
}

const STAGES: readonly Stage[] = ['planned', 'active', 'waiting', 'done'];

/** Lanes of one stage stand close: the last of them reaches down, and so a long one beside moves none. */
export function stagedOf(lanes: readonly Pick<Lane, 'stage'>[]): Staged {
  const columns = STAGES.map((stage) => lanes.filter((lane) => lane.stage === stage));
  const most = Math.max(1, ...columns.map(({ length }) => length));
  const spots = lanes.map((lane) => {
    const column = STAGES.indexOf(lane.stage);
    const row = columns[column]?.indexOf(lane) ?? 0;
    const isLast = lane === columns[column]?.at(-1);
    return `grid-area: ${row + 1} / ${column + 1} / ${isLast ? '-1' : 'auto'}`;
  });
  return { rows: `${'auto '.repeat(most - 1)}1fr`, spots };
}
