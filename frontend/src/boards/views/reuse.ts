/** Elements of lists whose things have a place of their own: used again, or left as they are, when other things come. */

export interface Reuse {
  /** Gives the element's key of each thing. What is `kept` takes its own with it when it goes. */
  lay(things: readonly string[], kept?: string): ReadonlyMap<string, number>;
}

export function reusing(): Reuse {
  let shown: ReadonlyMap<string, number> = new Map();
  let last = 0;
  return {
    lay(things, kept) {
      const stays = new Set(things);
      const free = [...shown].filter(([thing]) => !stays.has(thing) && thing !== kept);
      const next = new Map<string, number>();
      for (const thing of things)
        next.set(thing, shown.get(thing) ?? free.shift()?.[1] ?? (last += 1));
      return (shown = next);
    },
  };
}

/** What is drawn of each thing, which stays as it was while it cannot be seen. */
export function keeping<K, V>(): (of: K, unseen: boolean, nothing: V, make: () => V) => V {
  const drawn = new Map<K, V>();
  return (of, unseen, nothing, make) => {
    if (unseen) return drawn.get(of) ?? nothing;
    const now = make();
    drawn.set(of, now);
    return now;
  };
}
