/** What every view of assignments is given to draw, of one plan or of all. */
import type { Look } from '../../kernel/looks';
import type { Face } from '../../kernel/wire';
import type { BoardState } from '../apply';
import type { Desk } from '../desk.svelte';

/** One plan as a view draws it. */
export interface ShownPlan {
  /** Through it everything is done: what one may, moves, undo, what is sent. */
  readonly desk: Desk;
  /** All of the plan. */
  readonly plan: BoardState;
  /** Of its assignments those that the filter lets through, lane by lane in their order. */
  readonly cards: readonly Face[];
}

export interface ViewProps {
  /** One plan, or all that the reader sees. */
  readonly plans: readonly ShownPlan[];
  readonly look: Look;
  /** Keeps in the address what the view has been told to show, and by which filter where that is another. */
  readonly onlook: (own: Look['own'], q?: string) => void;
}
