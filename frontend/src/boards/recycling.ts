/** Which element of a list shows which card. */
import type { Look } from '../kernel/looks';
import type { Face } from '../kernel/wire';

export interface Slot {
  readonly key: number;
  readonly card: Face;
  /** How the plan is looked at where its link leads. */
  readonly look: Look;
  /** It is left over, and could be seen. */
  readonly hidden?: true;
}

export interface Laid {
  readonly slots: readonly Slot[];
  /** The keys of those that are left over: they go when the answer has been painted. */
  readonly left: ReadonlySet<number>;
  /** The height, in rem, below which something stands that cannot be seen. */
  readonly cut?: number | undefined;
}

const none: ReadonlySet<number> = new Set();
export const nothingLaid: Laid = { slots: [], left: none };

let last = 0;

/** One that shows what it did is the same one: nothing of it is drawn again. */
export function showing(slot: Slot | undefined, card: Face, look: Look): Slot {
  if (!slot) return { key: (last += 1), card, look };
  const same = slot.card === card && slot.look === look && !slot.hidden;
  return same ? slot : { key: slot.key, card, look };
}

/** Each card keeps its element, and what has gone takes its own with it. */
export function layOn({ slots, left }: Laid, cards: readonly Face[], look: Look): Laid {
  const known = new Map(
    slots.filter(({ key }) => !left.has(key)).map((slot) => [slot.card.id, slot] as const),
  );
  return { slots: cards.map((card) => showing(known.get(card.id), card, look)), left: none };
}
