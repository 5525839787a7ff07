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

  constructor(
    private readonly board: OpenBoard,
    /** The focus goes back to the card, if nothing else has taken it. */
    private readonly refocus: (cardId: Id) => void,
  ) {}

  /** "Flyttat till Klart. Ångra", whichever way it was moved. */
  offer(text: string, deed: Deed): void {
    if (this.gathered) return void this.gathered.push(deed);
    this.deeds.push(deed);
    this.takenBack.length = 0;
    this.last = performance.now();
    toast.show({
      text,
      silent: true,
      action: { label: t('move.undo'), run: () => void this.undo(deed) },
    });
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
    const at = this.deeds.findIndex((deed) => opsOf(deed).includes(op));
    const [deed] = at >= 0 ? this.deeds.splice(at, 1) : [];
    const [first, ...also] = deed ? opsOf(deed).filter((each) => each !== op) : [];
    if (deed && first) this.deeds.splice(at, 0, { ...deed, op: first, also });
  }

  /** What cannot be taken back is only said; nor does Ctrl Z reach behind it to something older. */
  mention(text: string): void {
    this.deeds.length = 0;
    this.takenBack.length = 0;
    this.last = performance.now();
    toast.show({ text });
  }

  async undo(deed: Deed | undefined = this.deeds.at(-1)): Promise<void> {
    if (!deed) return toast.show({ text: t('move.nothing_to_undo') });
    const at = this.deeds.indexOf(deed);
    if (at >= 0) this.deeds.splice(at, 1);
    const done = await this.takeBack(deed, (now) => this.undone(now));
    if (done) this.takenBack.push(done);
  }

  /** Does again what was just undone. */
  async redo(): Promise<void> {
    const deed = this.takenBack.pop();
    if (!deed) return toast.show({ text: t('move.nothing_to_redo') });
    const done = await this.takeBack(deed, () => t('move.redone'));
    if (done) this.deeds.push(done);
  }

  /** Ctrl Z takes back, Ctrl Shift Z or Ctrl Y does again; in words being written they are the browser's. */
  readonly onkeydown = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    if (event.altKey || !(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return;
    if (event.defaultPrevented || hasOwnUndo(event.target)) return;
    event.preventDefault();
    void (key === 'y' || event.shiftKey ? this.redo() : this.undo());
  };

  /** Gives what took it back. */
  private async takeBack(deed: Deed, said: (deed: Deed) => string): Promise<Deed | undefined> {
    try {
      const keys: string[] = [];
      for (const op of opsOf(deed)) keys.push(await this.takeBackOne(op));
      toast.show({ text: said(deed) });
      if (deed.cardId && document.activeElement === document.body) this.refocus(deed.cardId);
      const [op = '', ...also] = keys;
      return { ...deed, op, also };
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      toast.show({ text: t('move.not_undone', { reason: problem.detail }) });
      return undefined;
    }
  }

  private async takeBackOne(op: string): Promise<string> {
    const key = newKey();
    const path = `/boards/${this.board.id}/undos`;
    const describe = t('move.undo');
    const request = { method: 'POST', path, body: { op }, describe } as const;
    const { version } = await this.board.submit(request, key);
    await this.board.reached(version);
    return key;
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
}

const opsOf = (deed: Deed): string[] => [deed.op, ...(deed.also ?? [])];
