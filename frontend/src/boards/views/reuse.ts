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

/** One element, and what it shows of which thing. */
export interface Placed<Shown extends object> {
  readonly key: number;
  readonly thing: string;
  readonly shows: Shown;
}

export interface Places<Shown extends object> {
  /** As `Reuse.lay`, and what is shown with it: the same as before where nothing of it has changed. */
  lay(
    things: readonly (readonly [thing: string, shows: Shown])[],
    kept?: string,
  ): readonly Placed<Shown>[];
}

export function placing<Shown extends object>(): Places<Shown> {
  const { lay } = reusing();
  let placed = new Map<string, Placed<Shown>>();
  const same = (one: Shown, other: Shown) =>
    (Object.keys(one) as (keyof Shown)[]).every((name) => one[name] === other[name]);
  return {
    lay(things, kept) {
      const before = placed;
      const keys = lay(
        things.map(([thing]) => thing),
        kept,
      );
      placed = new Map();
      for (const [thing, shows] of things) {
        const had = before.get(thing);
        const key = keys.get(thing) ?? 0;
        placed.set(thing, had && same(had.shows, shows) ? had : { key, thing, shows });
      }
      return [...placed.values()];
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
