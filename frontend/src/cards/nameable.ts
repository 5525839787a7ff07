/** Those who may be named on an assignment: the people of its plan first, then everybody else by name. */
import { people } from '../kernel/people.svelte';
import type { Id } from '../kernel/wire';
import { inOrder } from '../kernel/words';

export interface Nameable {
  readonly id: Id;
  readonly label: string;
  readonly detail: string | null;
}

export function nameable(members: readonly Id[], but: (id: Id) => boolean): Nameable[] {
  const able = people.all.filter(({ state, id }) => state !== 'disabled' && !but(id));
  const here = new Set(members);
  return inOrder(able, ({ name }) => name)
    .toSorted((a, b) => Number(here.has(b.id)) - Number(here.has(a.id)))
    .map(({ id, name, title }) => ({ id, label: name, detail: title ?? null }));
}
