/** Comments on their way: laid over the card until it tells them, and found again in the outbox after a reload. */
import { outbox, type Pending } from '../kernel/outbox';
import { session } from '../kernel/session.svelte';
import type { Card, Comment, Id } from '../kernel/wire';
import { t } from '../kernel/words';
import { draftOf, keepDraft } from './drafts';
import type { Opened } from './opened';

interface Wish {
  readonly text: string;
  readonly mentions: readonly Id[];
  readonly blocker_id?: Id;
}

/** A comment as it is shown; `state` is of one that the server has not told yet. */
export type Said = Comment & { readonly state?: Pending['state'] };

const every = new WeakMap<Opened, Sayings>();

/** What has been said from the page of a card, in whichever of its boxes. */
export function sayingsOf(opened: Opened): Sayings {
  const found = every.get(opened) ?? new Sayings(opened);
  every.set(opened, found);
  return found;
}

/** Knows what is laid over the card and in the outbox too, so that it is not shown twice. */
class Sayings {
  private readonly bodies = new Map<Id, Wish>();
  private readonly laid = new WeakSet<Wish>();
  private made = 0;
  /** Brought here by an effect: what subscribes must not do so from within a derived value. */
  private pending = $state.raw<readonly Pending[]>([]);

  constructor(private readonly opened: Opened) {}

  say(wish: Wish): void {
    const { opened } = this;
    const { id, number } = opened.card;
    const comment = unborn(`new-${(this.made += 1)}`, wish);
    this.bodies.set(comment.id, wish);
    this.laid.add(wish);
    opened.act(
      {
        method: 'POST',
        path: pathOf(id),
        body: wish,
        describe: t('comment.describe', { number }),
      },
      t('comment.sent'),
      (card) => ({
        ...card,
        comments: [...card.comments, comment],
        comment_count: card.comment_count + 1,
      }),
    );
  }

  follow(pending: readonly Pending[]): void {
    this.pending = pending.filter((each) => isOn(each, this.opened.card.id));
  }

  /** All comments of the card, the oldest first, with those on their way. */
  get all(): Said[] {
    const { card } = this.opened;
    const { pending } = this;
    const told = card.comments.map((comment): Said => {
      const body = this.bodies.get(comment.id);
      if (!body) return comment;
      const state = pending.find((each) => each.body === body)?.state ?? 'sent';
      return { ...comment, state };
    });
    const before = pending.filter(({ body }) => !this.laid.has(body as Wish));
    return [
      ...told,
      ...before.map(({ key, body, state }): Said => ({ ...unborn(key, body as Wish), state })),
    ];
  }
}

/** Tells what could not be said on a card, so that its words go back to where they were written. */
export function onRefused(cardId: Id, give: (wish: Wish) => void): () => void {
  return outbox.onSettled(({ intent, problem }) => {
    if (problem && isOn(intent, cardId)) give(intent.body as Wish);
  });
}

/** The name that the draft of what is being said is kept under. */
export function draftIdOf(cardId: Id, blockerId?: Id): string {
  return `${blockerId ?? cardId}.comment`;
}

export function withoutComment(card: Card, id: Id): Card {
  const comments = card.comments.filter((comment) => comment.id !== id);
  return { ...card, comments, comment_count: comments.length };
}

/** Whether or not a page is there to take the words back, they are the draft again. */
outbox.onSettled(({ intent: { method, path, body }, problem }) => {
  const [, cardId] = /^\/cards\/([^/]+)\/comments$/.exec(path) ?? [];
  if (!problem || method !== 'POST' || !cardId) return;
  const { text, blocker_id: blockerId } = body as Wish;
  const draftId = draftIdOf(cardId, blockerId);
  keepDraft(draftId, [text, draftOf(draftId)?.text].filter(Boolean).join('\n\n'), null);
});

function isOn({ method, path }: Pick<Pending, 'method' | 'path'>, cardId: Id): boolean {
  return method === 'POST' && path === pathOf(cardId);
}

function pathOf(cardId: Id): string {
  return `/cards/${cardId}/comments`;
}

function unborn(id: Id, wish: Wish): Comment {
  return {
    id,
    text: wish.text,
    html: '',
    mentions: [...wish.mentions],
    blocker_id: wish.blocker_id ?? null,
    revision_id: '',
    at: new Date().toISOString(),
    by: session.me?.id ?? '',
    edited_at: null,
    version: 0,
  };
}
