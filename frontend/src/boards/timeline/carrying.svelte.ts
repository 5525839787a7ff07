/** An assignment whose dates are in the hand: nothing is changed until it is put down. */
import { announce } from '../../kernel/announce';
import { newKey } from '../../kernel/api';
import { showDate } from '../../kernel/days';
import { sayDate } from '../../kernel/long-days';
import { t } from '../../kernel/words';
import { refuse } from '../moving';
import type { CardRow } from './rows';
import { isBackwards, isSame, shifted, type Hold, type Way } from './shifting';
import type { Dates } from './spans';

interface Held {
  readonly row: CardRow;
  readonly by: 'keyboard' | 'pointer';
  readonly dates: Dates;
}

export class Carrying {
  held = $state.raw<Held>();

  /** The dates as they are drawn: those in the hand before those that are known. */
  datesOf({ key, card }: CardRow): Dates {
    return this.held?.row.key === key ? this.held.dates : card;
  }

  lift(row: CardRow, by: Held['by']): boolean {
    const { desk } = row.shown;
    const verdict = desk.can?.change();
    if (!verdict?.ok) {
      refuse(row.card, verdict?.reason ?? '');
      return false;
    }
    // What others do meanwhile waits, so that nothing moves under the hand.
    desk.board.hold();
    this.held = { row, by, dates: { start: row.card.start, due: row.card.due } };
    if (by === 'keyboard') {
      const { number, title } = row.card;
      announce(t('timeline.lifted', { number, title }), { tone: 'assertive' });
    }
    return true;
  }

  /** A press of a key goes on from where the hand is. */
  step(hold: Hold, days: number): void {
    if (!this.held) return;
    this.show(shifted(this.held.dates, hold, { days, pressed: true }));
    announce(this.said(), { tone: 'assertive' });
  }

  /** A pointer says how far it is from where it took hold. */
  reach(hold: Hold, way: Way): void {
    if (this.held) this.show(shifted(this.held.row.card, hold, way));
  }

  private show(dates: Dates): void {
    if (this.held) this.held = { ...this.held, dates };
  }

  said(): string {
    if (!this.held) return '';
    const words = datesInWords(this.held.dates, sayDate);
    return isBackwards(this.held.dates) ? `${words}. ${t('card.due_before_start')}` : words;
  }

  drop(): void {
    const { held } = this;
    if (!held) return;
    this.letGo(held);
    redate(held.row, held.dates);
  }

  cancel(): void {
    const { held } = this;
    if (!held) return;
    this.letGo(held);
    announce(t('move.cancelled', { number: held.row.card.number }));
  }

  private letGo({ row }: Held): void {
    this.held = undefined;
    row.shown.desk.board.release();
  }
}

type Redated = Pick<CardRow, 'shown' | 'card'>;

/** The ordinary change, of one date or of both at once, so that one undo takes back what one gesture did. */
export function redate({ shown: { desk }, card: { id } }: Redated, dates: Dates): void {
  const card = desk.card(id);
  if (!card) return;
  if (isSame(card, dates)) return announce(t('timeline.stayed', { number: card.number }));
  const verdict = desk.can?.change();
  if (!verdict?.ok) return void refuse(card, verdict?.reason ?? '');
  if (isBackwards(dates)) return void refuse(card, t('card.due_before_start'));
  const body = {
    ...(dates.start !== card.start && { start: dates.start }),
    ...(dates.due !== card.due && { due: dates.due }),
  };
  const { number } = card;
  const key = newKey();
  const describe = t('card.change_describe', { number });
  desk.board.send({ method: 'PATCH', path: `/cards/${id}`, body, describe }, key);
  const said = t('timeline.changed', { number, dates: datesInWords(dates) });
  desk.undoing.offer(said, { op: key, cardId: id });
  announce(said);
}

export function datesInWords({ start, due }: Dates, say = showDate): string {
  const words = [
    start && t('timeline.starts', { day: say(start) }),
    due && t('timeline.ends', { day: say(due) }),
  ].filter((each) => each !== null && each !== '');
  return words.length > 0 ? words.join(', ') : t('timeline.no_date');
}
