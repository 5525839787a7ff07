/** What was said and what happened, as one conversation: the latest first. */
import type { Id, Instant } from '../kernel/wire';
import type { Said } from './comments.svelte';
import type { Happened } from './history.svelte';

export type Entry =
  | { readonly id: Id; readonly at: Instant; readonly comment: Said }
  | { readonly id: string; readonly at: Instant; readonly happened: Happened };

/** Comments stand for the events that tell of them. Where more history remains, what is older than it waits too. */
export function interleaved(
  comments: readonly Said[],
  groups: readonly Happened[],
  ended: boolean,
): Entry[] {
  const oldest = groups.at(-1)?.at;
  const said = comments
    .filter(({ at }) => ended || oldest === undefined || at >= oldest)
    .map((comment): Entry => ({ id: comment.id, at: comment.at, comment }));
  const happened = groups
    .filter(({ items }) => !items.every(({ type }) => SHOWN_AS_COMMENT.has(type)))
    .map((each): Entry => ({ id: each.id, at: each.at, happened: each }));
  return [...said, ...happened].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

const SHOWN_AS_COMMENT: ReadonlySet<string> = new Set(['comment.added', 'comment.changed']);
