/** The plans that a card may be put in or shown in: open, and this reader's to change. */
import { api } from '../kernel/api';
import type { BoardRow } from '../kernel/wire';
import { inOrder } from '../kernel/words';
import type { Option } from '../ui/Combobox.svelte';

export async function plansToChange(): Promise<Option[]> {
  const rows = await api.all<BoardRow>('/boards');
  const able = rows.filter(({ may_change, closed_at }) => may_change && !closed_at);
  return inOrder(able, ({ name }) => name).map(({ id, name }) => ({ id, label: name }));
}
