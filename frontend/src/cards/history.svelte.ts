/** What happened to a card or a plan, the latest first, part after part; what is done together stands together. */
import { api } from '../kernel/api';
import type { Id, Instant, Occurrence, Page } from '../kernel/wire';

/** Everything that one operation did; `id` is its own, also where a history is narrowed. */
export interface Happened {
  readonly id: string;
  readonly op: string;
  readonly by: Id | null;
  readonly at: Instant;
  readonly boardId: Id;
  readonly items: readonly Occurrence[];
  /** Whether the reader may take it back: theirs, lately, and not taken back already as far as is known. */
  readonly undoable: boolean;
}

export class History {
  items = $state.raw<readonly Occurrence[]>([]);
  loading = $state(false);
  /** True when there is nothing older. */
  ended = $state(false);
  /** True once the first part has come. */
  ready = $state(false);
  readonly groups: readonly Happened[] = $derived(grouped(this.items));
  private next: string | null = null;

  /** `path` is `/cards/{id}/history` or `/boards/{id}/history`, perhaps with what it is narrowed to. */
  constructor(private readonly path: string) {}

  /** The latest part; what is older stays where the parts meet. */
  async refresh(): Promise<void> {
    const page = await this.part(null);
    const known = new Set(this.items.map(keyOf));
    const meets = page.items.some((item) => known.has(keyOf(item)));
    if (meets) {
      this.items = [...page.items.filter((item) => !known.has(keyOf(item))), ...this.items];
    } else {
      this.items = page.items;
      this.follow(page);
    }
    this.ready = true;
  }

  /** The next older part; a narrowed history may have parts with nothing in them. */
  async more(): Promise<void> {
    if (this.ended || this.loading || !this.ready) return;
    this.loading = true;
    try {
      const before = this.items.length;
      while (this.items.length === before && this.next !== null) {
        const page = await this.part(this.next);
        this.items = [...this.items, ...page.items];
        this.follow(page);
      }
    } finally {
      this.loading = false;
    }
  }

  private follow(page: Page<Occurrence>): void {
    this.next = page.next ?? null;
    this.ended = this.next === null;
  }

  private part(before: string | null): Promise<Page<Occurrence>> {
    const mark = this.path.includes('?') ? '&' : '?';
    const older = before === null ? '' : `${mark}before=${encodeURIComponent(before)}`;
    return api.get<Page<Occurrence>>(this.path + older);
  }
}

const keyOf = (item: Occurrence): string => `${item.board_id}.${item.version}`;

/** Puts what one operation did into one row; a move between plans is told once. */
export function grouped(items: readonly Occurrence[]): Happened[] {
  const groups = new Map<string, Occurrence[]>();
  for (const item of items) {
    const group = groups.get(item.op);
    if (group) group.push(item);
    else groups.set(item.op, [item]);
  }
  const undone = undoneOf(items);
  return [...groups.values()].map((all) => {
    const left = new Set(all.flatMap((item) => (item.type === 'card.left' ? item.card?.id : [])));
    const told = all.filter((item) => item.type !== 'card.arrived' || !left.has(item.card?.id));
    // In the order in which it was done: it is read from the top.
    const ordered = told.toReversed();
    const first = ordered[0] ?? all[0];
    if (!first) throw new Error('a group without anything in it');
    return {
      id: `${first.op}.${keyOf(first)}`,
      op: first.op,
      by: first.by,
      at: first.at,
      boardId: first.board_id,
      items: ordered,
      undoable: all.every((item) => item.undoable) && !undone.has(first.op),
    };
  });
}

/** The operations that have been taken back, and not done again since. */
function undoneOf(items: readonly Occurrence[]): Set<string> {
  const undone = new Set<string>();
  // The latest first: an undo that was itself undone takes nothing back.
  for (const { op, undoes } of items) if (undoes && !undone.has(op)) undone.add(undoes);
  return undone;
}
