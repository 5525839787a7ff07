/** Follows a stream: what is new is applied in order, what is known is dropped, and a gap is never papered over. */
import type { BoardEvent } from '../kernel/wire';
import { apply, type BoardState } from './apply';

export interface Followed {
  readonly state: BoardState;
  /** The events that were new, in order. */
  readonly applied: readonly BoardEvent[];
  /** What to fetch before more can be applied. */
  readonly needs: 'nothing' | 'missed' | 'snapshot';
}

export function follow(state: BoardState, events: readonly BoardEvent[]): Followed {
  const applied: BoardEvent[] = [];
  for (const event of events) {
    if (event.version <= state.version) continue;
    if (event.version > state.version + 1) return { state, applied, needs: 'missed' };
    const next = apply(state, event);
    if (next === 'reload') return { state, applied, needs: 'snapshot' };
    state = next;
    applied.push(event);
  }
  return { state, applied, needs: 'nothing' };
}
