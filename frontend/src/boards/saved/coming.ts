/** Which view one looks by is remembered for as long as the tab is, also when the page is loaded anew. */
import type { Id } from '../../kernel/wire';

const keyOf = (boardId: Id | null): string => `verkstad.view.${boardId ?? 'all'}`;

/** Kept beside what it looked like: at another address one has come from elsewhere. */
export function rememberView(boardId: Id | null, view: Id | undefined, query: string): void {
  if (view === undefined) sessionStorage.removeItem(keyOf(boardId));
  else sessionStorage.setItem(keyOf(boardId), JSON.stringify([view, query]));
}

export function rememberedView(boardId: Id | null, query: string): Id | undefined {
  const kept = sessionStorage.getItem(keyOf(boardId));
  if (kept === null) return undefined;
  const [view, was] = JSON.parse(kept) as [Id, string];
  return was === query ? view : undefined;
}
