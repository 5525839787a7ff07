/** What is told of an assignment beside its face. */
import type { Card } from '../kernel/wire';

type Facts = Pick<Card, 'common_need' | 'priority' | 'consultation' | 'processes'>;

export function hasFacts(card: Facts): boolean {
  return (
    card.common_need || card.priority !== null || card.consultation || card.processes.length > 0
  );
}
