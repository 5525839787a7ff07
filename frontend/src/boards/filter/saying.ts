/** Whether what was written means a name: by whole words or their beginning, case and dots forgiven. */

export const plain = (text: string) => text.normalize('NFC').toLowerCase();
export const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

/** What counts is letters and figures: "enligt-plan" is "Enligt plan". */
export function wordsIn(text: string): string[] {
  return (
    plain(text)
      .replaceAll('\u00ad', '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The words in a row, the last one perhaps only begun. */
export function holds(name: readonly string[], said: readonly string[]): boolean {
  const last = said.length - 1;
  return name.some((_, at) =>
    said.every((word, i) => (i < last ? name[at + i] === word : name[at + i]?.startsWith(word))),
  );
}

const isWhole = (name: readonly string[], said: readonly string[]) =>
  name.length === said.length && said.every((word, at) => word === name[at]);

/** Which of them are meant: the nearest way to read it that finds any at all. */
export function meant<T>(
  all: readonly T[],
  namesOf: (one: T) => readonly string[],
  said: string,
): T[] {
  const words = wordsIn(said);
  if (words.length === 0) return [];
  const bare = words.map(folded);
  const named = all.map((one) => ({ one, names: namesOf(one).map(wordsIn) }));
  for (const fits of [isWhole, holds])
    for (const [wanted, form] of [
      [words, (word: string) => word],
      [bare, folded],
    ] as const) {
      const found = named.filter(({ names }) => names.some((name) => fits(name.map(form), wanted)));
      if (found.length > 0) return found.map(({ one }) => one);
    }
  return [];
}

/** One of these words, whole. */
export function isSaid(value: string, words: readonly string[]): boolean {
  const said = folded(wordsIn(value).join(' '));
  return words.some((word) => folded(word) === said);
}
