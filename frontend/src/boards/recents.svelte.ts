/** The yellow strip: what others did just now, for eight seconds. */
import type { BoardEvent, Id } from '../kernel/wire';

export type Deed = 'moved' | 'created' | 'assessed' | 'changed';

export interface Recent {
  readonly by: Id;
  readonly deed: Deed;
}

const STAYS = 8_000;

export class Recents {
  marks = $state.raw<ReadonlyMap<Id, Recent>>(new Map());
  private readonly timers = new Map<Id, number>();

  see(events: readonly BoardEvent[], isMine: (event: BoardEvent) => boolean): void {
    const marks = new Map(this.marks);
    for (const event of events) {
      const deed = deedOf(event);
      if (!deed) continue;
      // What I do to a card takes away another's mark on it: it is no longer the latest.
      if (isMine(event) || event.by === null) marks.delete(deed.cardId);
      else this.mark(marks, deed.cardId, { by: event.by, deed: deed.deed });
    }
    this.marks = marks;
  }

  stop(): void {
    for (const timer of this.timers.values()) window.clearTimeout(timer);
  }

  private mark(marks: Map<Id, Recent>, cardId: Id, recent: Recent): void {
    marks.set(cardId, recent);
    window.clearTimeout(this.timers.get(cardId));
    this.timers.set(
      cardId,
      window.setTimeout(() => this.fade(cardId), STAYS),
    );
  }

  private fade(cardId: Id): void {
    this.timers.delete(cardId);
    const marks = new Map(this.marks);
    marks.delete(cardId);
    this.marks = marks;
  }
}

function deedOf(event: BoardEvent): { cardId: Id; deed: Deed } | undefined {
  switch (event.type) {
    case 'card.moved':
      return { cardId: event.card_id, deed: 'moved' };
    case 'card.changed':
    case 'card.described':
      return { cardId: event.card_id, deed: 'changed' };
    case 'card.assessed':
      return { cardId: event.card_id, deed: 'assessed' };
    case 'card.created':
    case 'card.arrived':
    case 'card.reopened':
      return { cardId: event.card.id, deed: 'created' };
    case 'blocker.added':
    case 'blocker.changed':
      return { cardId: event.card_id, deed: 'changed' };
    default:
      return undefined;
  }
}
