/** Blockers in words: how long one has stood, and how long it stood. */
import { dayAt, daysBetween, today } from '../kernel/days';
import type { Blocker, Id, Instant } from '../kernel/wire';
import { t } from '../kernel/words';
import { draftOf } from './drafts';

/** Where the blocker that is being written is kept. */
export const draftOfNew = (cardId: Id): Id => `${cardId}.blocker`;

/** Whether one was begun here and neither saved nor thrown away. */
export function isBegun(cardId: Id): boolean {
  return draftOf(draftOfNew(cardId)) !== undefined;
}

const justNow = 3_600_000;
/** From three weeks on, weeks are easier to grasp than days. */
const inWeeks = 21;

/** "Stoppkloss sedan 12 dagar". */
export function standing(since: Instant, now: Date = new Date()): string {
  if (now.getTime() - new Date(since).getTime() < justNow) return t('blocker.now');
  const days = daysBetween(dayAt(since), today());
  if (days < 1) return t('blocker.today');
  if (days < inWeeks) return t('blocker.days', { count: days });
  return t('blocker.weeks', { count: Math.floor(days / 7) });
}

/** "efter 12 dagar". */
export function stood({ raised_at: from, resolved_at: to }: Blocker): string {
  const days = to ? daysBetween(dayAt(from), dayAt(to)) : 0;
  return days < 1 ? t('blocker.after_today') : t('blocker.after_days', { count: days });
}
