/** What a bar over the weeks says, in words: for who listens, reads or prints. */
import { firstDay, isWholeDay, showDate } from '../../kernel/days';
import type { When } from '../../kernel/wire';
import { t } from '../../kernel/words';
import type { Stretch } from './spanning';

export function titleOf({ entry: { card }, phase }: Stretch): string {
  const number = card.number ? `${card.number} ` : '';
  return phase
    ? t('calendar.phase', { number: number.trim(), phase: phase.title })
    : `${number}${card.title}`;
}

/** "12 Utred: mån 2 dec – mån 30 dec, Pågår", as its mark shows; a month alone where that is all that is known. */
export function stretchInWords(stretch: Stretch): string {
  const { entry, phase, dates } = stretch;
  const title = phase ? `${titleOf(stretch)}, ${entry.card.title}` : titleOf(stretch);
  const said = `${title}: ${spanInWords(dates.start, dates.due)}`;
  return phase ? said : `${said}, ${entry.lane.title}`;
}

export function spanInWords(start: When | null, due: When | null): string {
  if (start && due && start !== due)
    return t('calendar.span', { from: showDate(start), to: showDate(due) });
  const one = start ?? due;
  if (one && !isWholeDay(one)) return t('calendar.span_within', { when: showDate(one) });
  return one ? showDate(firstDay(one)) : '';
}
