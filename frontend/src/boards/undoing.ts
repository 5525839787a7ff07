/** The last thing this person did on the plan can be taken back, in whole, or the server says why not. */
import { Problem } from '../kernel/api';
import type { Id } from '../kernel/wire';
import { t } from '../kernel/words';
import { toast } from '../ui/toast.svelte';
import { findCard } from './apply';
import type { OpenBoard } from './board.svelte';
import { placeOf } from './places';

interface Deed {
  readonly op: string;
  readonly cardId?: Id;
  /** A move is told by where the card has come back to. */
  readonly isMove?: boolean;
}

export class Undoing {
  private readonly deeds: Deed[] = [];

  constructor(
    private readonly board: OpenBoard,
    /** The focus goes back to the card, if nothing else has taken it. */
    private readonly refocus: (cardId: Id) => void,
  ) {}

  /** "Flyttat till Klart. Ångra", whichever way it was moved. */
  offer(text: string, deed: Deed): void {
    this.deeds.push(deed);
    toast.show({
      text,
      silent: true,
      action: { label: t('move.undo'), run: () => void this.undo(deed) },
    });
  }

  /** What cannot be taken back is only said; nor does Ctrl Z reach behind it to something older. */
  mention(text: string): void {
    this.deeds.length = 0;
    toast.show({ text });
  }

  async undo(deed: Deed | undefined = this.deeds.at(-1)): Promise<void> {
    if (!deed) return toast.show({ text: t('move.nothing_to_undo') });
    this.deeds.splice(this.deeds.indexOf(deed), 1);
    try {
      const path = `/boards/${this.board.id}/undos`;
      const { version } = await this.board.submit({
        method: 'POST',
        path,
        body: { op: deed.op },
        describe: t('move.undo'),
      });
      await this.board.reached(version);
      toast.show({ text: this.undone(deed) });
      if (deed.cardId && document.activeElement === document.body) this.refocus(deed.cardId);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      toast.show({ text: t('move.not_undone', { reason: problem.detail }) });
    }
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
