/** How many cards stand in each stage. */
import type { Counts, Stage } from '../kernel/wire';
import { t } from '../kernel/words';
import type { BoardState } from './apply';

/** Done first, as on the rule. */
export const STAGES: readonly Stage[] = ['done', 'active', 'waiting', 'planned'];

export function countsOf(state: BoardState): Counts {
  const counts: Counts = { planned: 0, active: 0, waiting: 0, done: 0 };
  for (const lane of state.lanes) counts[lane.stage] += state.lists.get(lane.id)?.length ?? 0;
  return counts;
}

export function totalOf(counts: Counts): number {
  return STAGES.reduce((sum, stage) => sum + counts[stage], 0);
}

/** "16 uppdrag: 5 klara, 5 pågår, 3 väntar, 3 ej påbörjade": what the rule shows, for those who do not see it. */
export function spokenCounts(counts: Counts): string {
  const total = totalOf(counts);
  if (total === 0) return t('count.none');
  const parts = STAGES.filter((stage) => counts[stage] > 0).map((stage) =>
    t(`count.${stage}`, { count: counts[stage] }),
  );
  return `${t('count.assignments', { count: total })}: ${parts.join(', ')}`;
}
