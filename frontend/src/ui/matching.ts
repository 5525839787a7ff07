/** Finds what somebody means while writing: "oberg" finds Öberg, but after those that begin with o. */

type Named = { label: string; detail?: string | null };

const plain = (text: string) => text.normalize('NFC').toLocaleLowerCase('sv');
const folded = (text: string) => plain(text).normalize('NFD').replace(/\p{M}/gu, '');

/** Whether two names are one to whoever reads them: in any case, and however their letters are put together. */
export const isSameName = (a: string, b: string): boolean => plain(a) === plain(b);

/** 0 best; null when it does not match at all. */
function score(item: Named, query: string): number | null {
  const name = plain(item.label);
  if (name.startsWith(query)) return 0;
  if (name.split(/[\s-]+/).some((word) => word.startsWith(query))) return 1;
  if (
    folded(item.label)
      .split(/[\s-]+/)
      .some((word) => word.startsWith(folded(query)))
  )
    return 2;
  if (folded(`${item.label} ${item.detail ?? ''}`).includes(folded(query))) return 3;
  return null;
}

export function matching<T extends Named>(items: T[], written: string): T[] {
  const query = plain(written.trim());
  if (!query) return items;
  return items
    .map((item) => ({ item, rank: score(item, query) }))
    .filter((hit) => hit.rank !== null)
    .toSorted((a, b) => (a.rank ?? 9) - (b.rank ?? 9))
    .map((hit) => hit.item);
}
