/** A description that is being written: kept in this browser, for this person, until it is saved or thrown away. */
import { ownKeys, session } from '../kernel/session.svelte';
import type { Id, Instant } from '../kernel/wire';

export interface Draft {
  readonly text: string;
  /** The revision it was written on; when the server's is another, somebody has been there since. */
  readonly base: Id | null;
  readonly at: Instant;
}

const keyOf = (cardId: Id): string => `${ownKeys}${session.me?.id ?? ''}.${cardId}`;

export function draftOf(cardId: Id): Draft | undefined {
  const kept = localStorage.getItem(keyOf(cardId));
  if (kept === null) return undefined;
  try {
    return JSON.parse(kept) as Draft;
  } catch {
    return undefined;
  }
}

export function keepDraft(cardId: Id, text: string, base: Id | null): void {
  const draft: Draft = { text, base, at: new Date().toISOString() };
  try {
    localStorage.setItem(keyOf(cardId), JSON.stringify(draft));
  } catch {
    // Full or refused storage: the draft lives as long as the page.
  }
}

export function dropDraft(cardId: Id): void {
  localStorage.removeItem(keyOf(cardId));
}
