/** What others do, said to those who listen: attributed, in one sentence each, never faster than it can be heard. */
import { announce } from '../kernel/announce';
import { firstName } from '../kernel/people.svelte';
import type { BoardEvent, Id } from '../kernel/wire';
import { t } from '../kernel/words';
import { findCard, type BoardState } from './apply';
import { placeOf } from './places';

const PAUSE = 2_500;
/** What the reader has done herself is said first. */
const MANNERS = 1_000;
const ONE_BY_ONE = 2;

/** One event as a sentence; nothing for what a listener need not hear at once. */
export function sentenceOf(
  event: BoardEvent,
  before: BoardState,
  after: BoardState,
): string | undefined {
  if (event.by === null) return undefined;
  const who = firstName(event.by);
  const named = (cardId: Id): { who: string; number: number; title: string } | undefined => {
    const card = findCard(after, cardId) ?? findCard(before, cardId);
    return card && { who, number: card.number, title: card.title };
  };
  switch (event.type) {
    case 'card.moved':
      return movedSentence(event, after, named(event.card_id));
    case 'card.created':
    case 'card.reopened':
    case 'card.arrived':
      return t(`board.told.${event.type === 'card.created' ? 'created' : 'came'}`, {
        who,
        number: event.card.number,
        title: event.card.title,
      });
    case 'card.closed':
    case 'card.left': {
      const card = named(event.card_id);
      return card && t('board.told.went', card);
    }
    case 'card.assessed': {
      const card = named(event.card_id);
      return card && t('board.told.assessed', { ...card, health: t(`health.${event.to.health}`) });
    }
    case 'card.changed': {
      const card = named(event.card_id);
      return card && t('board.told.changed', card);
    }
    case 'board.closed':
      return t('board.told.closed', { who });
    default:
      return undefined;
  }
}

function movedSentence(
  event: BoardEvent & { type: 'card.moved' },
  after: BoardState,
  card?: { who: string; number: number },
): string | undefined {
  const place = placeOf(after, event.card_id);
  const lane = after.lanes.find(({ id }) => id === place?.laneId);
  return (
    card &&
    place &&
    lane &&
    t('board.told.moved', { ...card, lane: lane.title, nth: place.nth, of: place.of })
  );
}

/** Gathers what came in a while and says it together: two by name, more as a number. */
export class Telling {
  private readonly waiting: { who: Id; sentence: string }[] = [];
  private timer: number | undefined;

  tell(events: readonly BoardEvent[], before: BoardState, after: BoardState): void {
    for (const event of events) {
      const sentence = sentenceOf(event, before, after);
      if (sentence && event.by) this.waiting.push({ who: event.by, sentence });
    }
    if (this.waiting.length > 0) this.timer ??= window.setTimeout(() => this.say(), MANNERS);
  }

  stop(): void {
    window.clearTimeout(this.timer);
  }

  private say(): void {
    announce(together(this.waiting.splice(0)));
    this.timer = window.setTimeout(() => {
      this.timer = undefined;
      if (this.waiting.length > 0) this.say();
    }, PAUSE);
  }
}

export function together(told: readonly { who: Id; sentence: string }[]): string {
  if (told.length <= ONE_BY_ONE) return told.map(({ sentence }) => sentence).join(' ');
  const who = new Set(told.map((each) => each.who));
  const [only] = who;
  if (who.size === 1 && only)
    return t('board.told.many_by_one', { who: firstName(only), count: told.length });
  return t('board.told.many', { count: told.length, people: who.size });
}
