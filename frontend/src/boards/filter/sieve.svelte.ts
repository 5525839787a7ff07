/** The filter of the address on an open plan: what it asks, and what is seen through it. */
import { today } from '../../kernel/days';
import { people } from '../../kernel/people.svelte';
import { session } from '../../kernel/session.svelte';
import type { Id } from '../../kernel/wire';
import { findCard, type BoardState } from '../apply';
import type { Desk } from '../desk.svelte';
import type { Place } from '../places';
import { layAnew } from './laying';
import { compile, type World } from './matching';
import { amongAll, sifting, withStrays } from './sifting';

const none: readonly Id[] = [];

/** What names stand for in these plans, for this reader. */
export function worldOf(plans: readonly Pick<BoardState, 'board' | 'lanes' | 'labels'>[]): World {
  return {
    today: today(),
    me: session.me?.id ?? null,
    people: people.all,
    plans: plans.map(({ board, lanes, labels }) => ({
      id: board.id,
      name: board.name,
      lanes,
      labels,
    })),
  };
}

/** The same where nobody may be singled out: neither offered nor counted by. */
export const withoutPersons = (world: World): World => ({ ...world, me: null, people: [] });

export class Sieve {
  // One by one: an event that changes none of them leaves the filter, and what it has gone through, as they are.
  private readonly name = $derived.by(() => this.desk.board.shown?.board.name ?? '');
  private readonly lanes = $derived.by(() => this.desk.board.shown?.lanes ?? []);
  private readonly labels = $derived.by(() => this.desk.board.shown?.labels ?? []);
  private readonly q = $derived.by(() => this.desk.look.q);

  readonly world: World = $derived.by(() => {
    if (this.shared) return this.shared();
    const { lanes, labels } = this;
    const plan = { id: this.desk.board.id, name: this.name, lanes, labels };
    return { ...worldOf([]), plans: [plan] };
  });
  readonly filter = $derived(compile(this.q, this.world));
  private readonly sift = $derived(sifting(this.filter.through));
  private readonly sifted = $derived.by(() => {
    const { shown } = this.desk.board;
    return shown && this.q ? this.sift(shown) : shown;
  });
  /** What stays though it does not match, since somebody is in it. */
  readonly strays: readonly Id[] = $derived.by(() => {
    const { shown } = this.desk.board;
    if (!shown || !this.q) return none;
    const { stays } = this.desk;
    const found = stays.filter((id, i) => {
      const card = stays.indexOf(id) === i ? findCard(shown, id) : undefined;
      return card && !this.filter.matches(card);
    });
    return found.length > 0 ? found : none;
  });
  readonly seen: BoardState | undefined = $derived.by(() => {
    const { shown } = this.desk.board;
    const { sifted, strays } = this;
    return shown && sifted && strays.length > 0 ? withStrays(shown, sifted, strays) : sifted;
  });

  readonly layAnew = layAnew;

  constructor(
    private readonly desk: Desk,
    /** Among other plans: what names stand for in all of them. */
    private readonly shared?: () => World,
  ) {}

  /** Where a card goes that was put somewhere among those that are seen. */
  amongAll(cardId: string, to: Place): Place {
    const { shown } = this.desk.board;
    return shown && this.seen && shown !== this.seen ? amongAll(shown, this.seen, cardId, to) : to;
  }
}
