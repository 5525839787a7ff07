/** What a timeline draws beside the faces: phases, and what blocks what; asked again when either changes. */
import { api } from '../../kernel/api';
import { live } from '../../kernel/live.svelte';
import type { BoardEvent, Id, Timeline } from '../../kernel/wire';
import type { Desk } from '../desk.svelte';
import { spanOf } from './spans';

export type Phase = Timeline['phases'][number];
export type Blocking = Timeline['blocking'][number];
export type Elsewhere = Timeline['elsewhere'][number];

/** Many things at once, as when a plan is copied, are one question. */
const CALM = 300;
const TELLING = /^(phase|relation)\.|^card\.(created|closed|reopened|arrived|left)$/;

export class Beside {
  private told = $state.raw<Timeline>({ phases: [], blocking: [], elsewhere: [] });
  readonly blocking: readonly Blocking[] = $derived(this.told.blocking);
  /** What of other plans that names. */
  readonly elsewhere: readonly Elsewhere[] = $derived(this.told.elsewhere);
  /** From the first day of any phase to the last. */
  readonly reach: { from: number; to: number } | undefined = $derived.by(() => {
    const spans = this.told.phases.flatMap((phase) => spanOf(phase) ?? []);
    if (spans.length === 0) return undefined;
    return {
      from: spans.reduce((least, { from }) => Math.min(least, from), Infinity),
      to: spans.reduce((most, { to }) => Math.max(most, to), -Infinity),
    };
  });
  private readonly byCard = $derived.by(() => {
    const found = new Map<Id, Phase[]>();
    for (const phase of this.told.phases) {
      const list = found.get(phase.card_id);
      if (list) list.push(phase);
      else found.set(phase.card_id, [phase]);
    }
    return found;
  });
  private etag: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private open = true;

  constructor(private readonly desk: Desk) {}

  phasesOf(cardId: Id): readonly Phase[] {
    return this.byCard.get(cardId) ?? [];
  }

  follow(): () => void {
    const { id } = this.desk.board;
    void this.ask();
    const version = () => this.desk.board.confirmed?.version ?? 0;
    const soon = () => this.soon();
    const onEvent = (event: BoardEvent) => TELLING.test(event.type) && soon();
    const leave = [
      live.watch(id, version, { onEvent, onStale: soon, onGone: () => undefined }),
      live.onConnected(soon),
    ];
    return () => {
      this.open = false;
      clearTimeout(this.timer);
      for (const each of leave) each();
    };
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), CALM);
  }

  private async ask(): Promise<void> {
    try {
      const { value, etag } = await api.get<Timeline>(`/boards/${this.desk.board.id}/timeline`, {
        etag: this.etag,
      });
      if (!this.open) return;
      this.etag = etag;
      if (value) this.told = value;
    } catch {
      // Without an answer the bars stand alone; when the connection is back it is asked again.
    }
  }
}
