/** How assignments stand to each other, and finding one to relate to. */
import { api } from '../kernel/api';
import type { RelatedCard } from '../kernel/wire';

export const kinds = [
  'blocks',
  'blocked_by',
  'relates',
  'duplicates',
  'duplicated_by',
  'part_of',
  'contains',
] as const;

export type Kind = (typeof kinds)[number];

/** Open assignments that this reader may see, by number or by words in the name. */
export async function find(text: string, signal: AbortSignal): Promise<RelatedCard[]> {
  const found = await api.get<{ items: RelatedCard[] }>(
    `/cards?find=${encodeURIComponent(text.slice(0, 100))}`,
    { signal },
  );
  return found.items;
}
