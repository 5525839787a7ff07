/** An assignment in the hand over a calendar: it stays where it is, and only the days it would get move. */
import { announce } from '../../kernel/announce';
import {
  daysBetween,
  firstDay,
  isWholeDay,
  lastDay,
  plusDays,
  showDate,
  today,
} from '../../kernel/days';
import { sayDate } from '../../kernel/long-days';
import type { Day, When } from '../../kernel/wire';
import { t } from '../../kernel/words';
import { findCard } from '../apply';
import { refuse } from '../moving';
import { datesInWords, redate as redateBoth } from '../timeline/carrying.svelte';
import { isBackwards, shifted, type Hold } from '../timeline/shifting';
import type { Dates } from '../timeline/spans';
import { redate } from '../views/changing';
import type { Entry } from './filling';
import { monthOf, monthsOn } from './periods';
import type { Stretch } from './spanning';
import { spanInWords } from './telling';

/** How a bar is held: at a day of it, all of it or by one of its ends. */
export interface Grip {
  readonly hold: Hold;
  readonly from: Day;
}

export interface Lifted {
  readonly entry: Entry;
  readonly by: 'keyboard' | 'pointer';
  /** Where it would land; null is no day at all, and undefined back where it was. */
  readonly to: When | null | undefined;
  /** Of a bar, with the dates that it had when it was taken hold of so. */
  readonly bar: (Grip & { readonly dates: Dates }) | undefined;
}

export class Lifting {
  now = $state.raw<Lifted>();
  /** The dates that a bar in the hand would get. */
  readonly dates: Dates | undefined = $derived.by(() => this.now && datesOf(this.now));

  /** False, and said why, where it may not be. */
  lift(entry: Entry, by: Lifted['by'], inView: When, grip?: Grip): boolean {
    const { card, shown } = entry;
    const verdict = shown.desk.can?.change();
    if (verdict?.ok !== true || card.number === 0) {
      refuse(card, verdict?.ok === false ? verdict.reason : t('card.unborn'));
      return false;
    }
    // Nothing moves under what is in the hand: what others do meanwhile waits.
    shown.desk.board.hold();
    const day = by === 'keyboard' ? firstDay(card.due ?? inView) : card.due;
    const { number, title, start, due } = card;
    const bar = grip && { ...grip, dates: { start, due } };
    this.now = { entry, by, to: grip?.from ?? day, bar };
    if (by === 'keyboard')
      announce(t(bar ? 'calendar.lifted_bar' : 'calendar.lifted', { number, title }), {
        tone: 'assertive',
      });
    return true;
  }

  over(to: Lifted['to']): void {
    if (this.now && this.now.to !== to) this.now = { ...this.now, to };
  }

  /** Moves the day by a key; undefined where the key is not for this. */
  step(key: string, hold: Hold): When | undefined {
    const now = this.now?.bar ? heldBy(this.now, hold) : this.now;
    if (!now) return undefined;
    const to = stepped(firstDay(now.to ?? today()), key);
    if (to === undefined || (now.bar && !isWholeDay(to))) return undefined;
    this.now = { ...now, to };
    announce(this.said(), { tone: 'assertive' });
    return to;
  }

  /** Where it would land, for who looks. */
  shows(): string {
    const { dates } = this;
    if (this.now?.to === undefined) return t('calendar.back');
    if (!dates) return inWords(this.now.to, showDate);
    return isBackwards(dates) ? t('card.due_before_start') : spanInWords(dates.start, dates.due);
  }

  private said(): string {
    const { dates } = this;
    if (!dates) return inWords(this.now?.to ?? null, sayDate);
    const words = datesInWords(dates, sayDate);
    return isBackwards(dates) ? `${words}. ${t('card.due_before_start')}` : words;
  }

  /** Whether it is this bar, and not its due date alone or a phase of it. */
  hasBar({ key }: Stretch): boolean {
    return this.now?.bar !== undefined && this.now.entry.card.id === key;
  }

  /** A day that it would lie on. */
  isOn(day: Day): boolean {
    const { dates } = this;
    if (!dates?.start || !dates.due) return this.now?.to === day;
    return this.now?.to !== undefined && firstDay(dates.start) <= day && day <= lastDay(dates.due);
  }

  /** What the day would be to it; a bar passes over most of its days without a word. */
  wordOn(day: Day): string | undefined {
    if (!this.isOn(day)) return undefined;
    if (!this.dates) return t('calendar.here');
    if (this.dates.start === day) return t('calendar.starts_here');
    return this.dates.due === day ? t('calendar.ends_here') : undefined;
  }

  /** Gives what was dropped, wherever it went; without a place it is put back. */
  drop(): Lifted | undefined {
    const { now, dates } = this;
    if (now?.to === undefined) return this.cancel();
    this.putDown();
    if (!dates) reschedule(now.entry, now.to);
    else if (stillThere(now.entry)) redateBoth(now.entry, dates);
    return now;
  }

  cancel(): Lifted | undefined {
    const { now } = this;
    if (!now) return undefined;
    this.putDown();
    announce(t('move.cancelled', { number: now.entry.card.number }));
    return { ...now, to: undefined };
  }

  private putDown(): void {
    const desk = this.now?.entry.shown.desk;
    this.now = undefined;
    desk?.board.release();
  }
}

function datesOf({ bar, to }: Lifted): Dates | undefined {
  if (!bar || !to) return bar?.dates;
  return shifted(bar.dates, bar.hold, {
    days: daysBetween(bar.from, firstDay(to)),
    pressed: false,
  });
}

/** Another hold on a bar goes on from the dates that it has come to, and an end from its own day. */
function heldBy(now: Lifted, hold: Hold): Lifted {
  const dates = datesOf(now);
  if (!now.bar || !dates || now.bar.hold === hold) return now;
  const day = { both: now.to, start: dates.start, due: dates.due && lastDay(dates.due) }[hold];
  const from = firstDay(day ?? now.bar.from);
  return { ...now, to: from, bar: { hold, from, dates } };
}

/** The plan may have changed meanwhile: the assignment is read anew from what is shown now. */
function stillThere({ shown, card }: Entry) {
  const plan = shown.desk.board.shown;
  const now = plan && findCard(plan, card.id);
  if (!now) refuse(card, t('move.card_gone'));
  return now;
}

function reschedule(entry: Entry, to: When | null): void {
  const now = stillThere(entry);
  if (!now) return;
  if (now.due === to) return announce(t('move.stayed', { number: now.number }));
  const why = redate(entry.shown.desk, now, 'due', to);
  if (why !== null) refuse(now, why);
}

function inWords(to: When | null, say: (when: When) => string): string {
  return to === null ? t('calendar.undated') : say(to);
}

function stepped(day: string, key: string): When | undefined {
  switch (key) {
    case 'ArrowLeft':
      return plusDays(day, -1);
    case 'ArrowRight':
      return plusDays(day, 1);
    case 'ArrowUp':
      return plusDays(day, -7);
    case 'ArrowDown':
      return plusDays(day, 7);
    case 'PageUp':
      return monthsOn(day, -1);
    case 'PageDown':
      return monthsOn(day, 1);
    case 'm':
    case 'M':
      return monthOf(day);
    default:
      return undefined;
  }
}
