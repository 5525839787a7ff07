/** The last thing this person did on the plan can be taken back, in whole, or the server says why not. */
import { newKey, Problem } from '../kernel/api';
import type { Id } from '../kernel/wire';
import { t } from '../kernel/words';
import { hasOwnUndo } from '../kernel/writing-in';
import { toast } from '../ui/toast.svelte';
import { findCard } from './apply';
import type { OpenBoard } from './board.svelte';
import { placeOf } from './places';

interface Deed {
  readonly op: string;
  /** What was done together with it, and is taken back with it. */
  readonly also?: readonly string[];
  readonly cardId?: Id;
  /** A move is told by where the card has come back to. */
  readonly isMove?: boolean;
}

export class Undoing {
  private readonly deeds: Deed[] = [];
  /** What was taken back and may be done again, by taking that back. */
  private readonly takenBack: Deed[] = [];
  /** When something was last done here, or taken back: among several plans the latest is meant. */
  last = 0;
  private gathered: Deed[] | undefined;
  private readonly refused = new Set<string>();

  constructor(
    private readonly board: OpenBoard,
    /** The focus goes back to the card, if nothing else has taken it. */
    private readonly refocus: (cardId: Id) => void,
  ) {}

  /** "Flyttat till Klart. Ångra", whichever way it was moved. */
  offer(text: string, deed: Deed): void {
    if (this.join(deed)) return;
    this.deeds.push(deed);
    this.takenBack.length = 0;
    this.last = performance.now();
    toast.show({
      text,
      silent: true,
      action: { label: t('move.undo'), run: () => void this.undo(deed) },
    });
  }

  /** Tells whether it is part of something larger, which it is then taken back with. */
  join(deed: Deed): boolean {
    this.gathered?.push(deed);
    return this.gathered !== undefined;
  }

  /** What is offered in the course of it is one thing to take back; it may be known first afterwards what to call it. */
  asOne(text: string | (() => string), act: () => void): void {
    this.gathered = [];
    act();
    const [first, ...more] = this.gathered;
    this.gathered = undefined;
    const said = typeof text === 'string' ? text : text();
    if (first) this.offer(said, { ...first, also: more.map(({ op }) => op) });
  }

  /** What the server refused was never done. */
  forget(op: string): void {
    this.refused.add(op);
  }

  /** What cannot be taken back is only said; nor does Ctrl Z reach behind it to something older. */
  mention(text: string): void {
    this.deeds.length = 0;
    this.takenBack.length = 0;
    this.last = performance.now();
    toast.show({ text });
  }

  async undo(deed: Deed | undefined = this.latest(this.deeds)): Promise<void> {
    if (!deed) return toast.show({ text: t('move.nothing_to_undo') });
    await this.takeBack(deed, this.deeds, this.takenBack, () => this.undone(deed));
  }

  /** Does again what was just undone. */
  async redo(): Promise<void> {
    const deed = this.latest(this.takenBack);
    if (!deed) return toast.show({ text: t('move.nothing_to_redo') });
    await this.takeBack(deed, this.takenBack, this.deeds, () => t('move.redone'));
  }

  private latest(deeds: readonly Deed[]): Deed | undefined {
    return deeds.findLast((deed) => this.opsOf(deed).length > 0);
  }

  /** Ctrl Z takes back, Ctrl Shift Z or Ctrl Y does again; in words being written they are the browser's. */
  readonly onkeydown = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    if (event.altKey || !(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return;
    if (event.defaultPrevented || hasOwnUndo(event.target)) return;
    event.preventDefault();
    void (key === 'y' || event.shiftKey ? this.redo() : this.undo());
  };

  /** The last first, since it may stand on those before it; at once, so that nothing done next comes between. */
  private async takeBack(
    deed: Deed,
    from: Deed[],
    onto: Deed[],
    said: () => string,
  ): Promise<void> {
    const at = from.indexOf(deed);
    if (at >= 0) from.splice(at, 1);
    const ops = this.opsOf(deed).reverse();
    const keys = ops.map(newKey);
    const [op = '', ...also] = keys;
    onto.push({ ...deed, op, also });
    const answers = await Promise.all(keys.map((key, n) => this.takeBackOne(ops[n] ?? '', key)));
    const problem = answers.find(Boolean);
    if (problem) return toast.show({ text: t('move.not_undone', { reason: problem.detail }) });
    toast.show({ text: said() });
    if (deed.cardId && document.activeElement === document.body) this.refocus(deed.cardId);
  }

  /** Gives why it could not be; of what was itself refused there is nothing to say. */
  private async takeBackOne(op: string, key: string): Promise<Problem | undefined> {
    const path = `/boards/${this.board.id}/undos`;
    const describe = t('move.undo');
    const request = { method: 'POST', path, body: { op }, describe } as const;
    try {
      const { version } = await this.board.submit(request, key);
      await this.board.reached(version);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.forget(key);
      if (!this.refused.has(op)) return problem;
    }
    return undefined;
  }

  private undone(deed: Deed): string {
    const state = this.board.shown;
    const card = state && deed.isMove && deed.cardId ? findCard(state, deed.cardId) : undefined;
    const place = state && card && placeOf(state, card.id);
    const lane = state?.lanes.find(({ id }) => id === place?.laneId);
    if (!card || !place || !lane) return t('move.undone');
    return t('move.undone_to', {
      number: card.number,
      lane: lane.title,
      nth: place.nth,
      of: place.of,
    });
  }

  private opsOf({ op, also = [] }: Deed): string[] {
    return [op, ...also].filter((each) => !this.refused.has(each));
  }
}
