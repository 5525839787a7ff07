/** What one person has before them on a plan: which card is current, which is in the hand, and what they may do. */
import { tick, untrack } from 'svelte';
import { announce } from '../kernel/announce';
import { plainLook, type Look } from '../kernel/looks';
import { late } from '../kernel/late';
import { session } from '../kernel/session.svelte';
import type { Problem } from '../kernel/api';
import type { Intent as Sent } from '../kernel/outbox';
import type { BoardEvent, Face, Id } from '../kernel/wire';
import { t } from '../kernel/words';
import { toast } from '../ui/toast.svelte';
import { findCard, type BoardState } from './apply';
import { OpenBoard } from './board.svelte';
import { whatCan, type Can } from './can';
import { focusCard, glideOver } from './gliding';
import { lift, type Lifted } from './lifting';
import { moveCard, refuse, type Outcome } from './moving';
import { placeAt, type Place } from './places';
import { Recents } from './recents.svelte';
import type { Sieve } from './filter/sieve.svelte';
import type { Grid } from './swimlanes/grid.svelte';
import type { OwnValues } from './table/own.svelte';
import type { Telling } from './telling';
import { Undoing } from './undoing';

export class Desk {
  readonly board: OpenBoard;
  readonly undoing: Undoing;
  readonly recents = new Recents();
  /** Who else wants to know what happens, once it has been drawn. */
  readonly hearers = new Set<(events: readonly BoardEvent[]) => void>();
  private telling: Telling | undefined;

  /** How the plan is looked at, as the address says. */
  look = $state.raw<Look>(plainLook);
  /** The filter of that look, once there has been one. */
  sieve = $state.raw<Sieve>();
  /** What of the plan can be seen: all of it, or what the filter lets through. */
  seen: BoardState | undefined = $derived.by(() =>
    this.sieve ? this.sieve.seen : this.board.shown,
  );
  /** The rows that the board is drawn in, when there are any. */
  grid = $state.raw<Grid>();
  /** What is said in the plan's own fields, once somebody has asked to see it. */
  own = $state.raw<OwnValues>();
  /** What is drawn, with a lane for each row of a status. */
  drawn: BoardState | undefined = $derived.by(() => this.grid?.cells?.state ?? this.seen);
  /** The card that the focus is in. */
  held = $state.raw<Id>();
  /** The card that lies open. */
  opened = $state.raw<Id>();
  /** Of what somebody has before them nothing goes because a filter says so: it stays until they leave it. */
  stays: readonly Id[] = $derived.by(() =>
    [this.held, this.opened, this.choosing].filter((id) => id !== undefined),
  );
  lifted = $state.raw<Lifted>();
  liftedBy = $state.raw<'keyboard' | 'pointer'>('keyboard');
  /** The one card in the order of the Tab key; arrows choose another. */
  current = $state.raw<Id>();
  /** The card whose "Flytta till…" is open. */
  choosing = $state.raw<Id>();
  /** Lanes stand under each other, as on a phone. */
  stacked = $state(false);
  /** Asks a lane to draw far enough to show this card. */
  reveal = $state.raw<Id>();

  /** Every lane is drawn to its end, for the paper. */
  printing = $state(false);
  /** The lane whose field for a new card is open. */
  adding = $state.raw<Id>();

  /** Where the Tab key comes in: the current card, or the first there is. */
  firstReach: Id | undefined = $derived.by(() => {
    const state = this.drawn;
    if (!state) return undefined;
    if (this.current && findCard(state, this.current)) return this.current;
    return state.lanes.map((lane) => state.lists.get(lane.id)?.[0]?.id).find(Boolean);
  });

  /** Whether any assignment of the plan has a deputy. */
  deputies: boolean = $derived.by(() => {
    for (const list of this.board.shown?.lists.values() ?? [])
      if (list.some((card) => card.deputy_id !== null)) return true;
    return false;
  });

  can: Can | undefined = $derived.by(() => {
    const state = this.board.shown;
    return state && session.me
      ? whatCan({ me: session.me, scope: session.scope }, state)
      : undefined;
  });

  constructor(boardId: Id) {
    this.board = new OpenBoard(boardId);
    this.undoing = new Undoing(this.board, (cardId) => void this.focus(cardId));
    this.board.onlookers = {
      draw: (ids, change) => glideOver(ids, change),
      happened: (events, before) => this.happened(events, before),
      refused: (request, problem) => this.refused(request, problem),
    };
  }

  open(): () => void {
    return this.start().close;
  }

  /** As `open`, for whoever waits until the plan has come. */
  start(): { ready: Promise<void>; close: () => void } {
    // What waits in the outbox is read once: opening must not run again when it changes.
    const ready = untrack(() => this.board.open());
    const close = (): void => {
      this.board.close();
      this.recents.stop();
      this.telling?.stop();
    };
    return { ready, close };
  }

  card(id: Id): Face | undefined {
    return this.board.shown && findCard(this.board.shown, id);
  }

  /** Moves by any input end here. */
  move(card: Face, to: Place, among = this.among(card.id, to)): Outcome {
    return this.can ? moveCard(this.board, this.can, this.undoing, card, among, to) : 'stayed';
  }

  /** Where it goes is read while it is still in the hand; it goes there once it has been let go. */
  aim(card: Face, to: Place): () => void {
    const among = this.among(card.id, to);
    return () => void this.move(card, to, among);
  }

  /** A place among the cards that are seen is one among all. */
  private among(cardId: Id, to: Place): Place {
    return this.sieve?.amongAll(cardId, to) ?? to;
  }

  choose(card: Face): void {
    const verdict = this.can?.move(card);
    if (verdict?.ok === false) refuse(card, verdict.reason);
    else if (verdict) {
      toast.hide();
      this.choosing = card.id;
    }
  }

  /** Takes a card in the hand; until it is put down nothing moves under it. */
  lift(cardId: Id, by: Desk['liftedBy']): void {
    if (!this.drawn) return;
    this.board.hold();
    this.lifted = lift(this.drawn, cardId);
    this.liftedBy = by;
  }

  /** Moves the line, and says where it is. */
  hover(laneId: Id, index: number): string {
    const { lifted, drawn: state } = this;
    if (!lifted || !state) return '';
    const to = placeAt(state, lifted.cardId, laneId, index);
    if (to.laneId !== lifted.to.laneId || to.nth !== lifted.to.nth) this.lifted = { ...lifted, to };
    return t('move.over', this.spoken(state, to));
  }

  async drop(): Promise<void> {
    const { lifted } = this;
    const card = lifted && this.card(lifted.cardId);
    const put = card && (this.grid ?? this).aim(card, lifted.to);
    this.lifted = undefined;
    this.board.release();
    if (!card) return;
    put?.();
    this.current = card.id;
    await this.focus(card.id);
  }

  async cancel(): Promise<void> {
    const { lifted } = this;
    if (!lifted) return;
    this.lifted = undefined;
    this.board.release();
    const number = this.card(lifted.cardId)?.number;
    if (number !== undefined) announce(t('move.cancelled', { number }));
    await tick();
    if (this.liftedBy === 'keyboard') await this.focus(lifted.cardId);
  }

  /** Seen though the filter would leave it out. */
  isStray(card: Face): boolean {
    return this.sieve?.strays.includes(card.id) ?? false;
  }

  async focus(cardId: Id): Promise<void> {
    this.current = cardId;
    this.reveal = cardId;
    this.held = cardId;
    await tick();
    focusCard(cardId, { preventScroll: true });
    document.activeElement
      ?.closest('[data-card]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  spoken(state: BoardState, place: Place): { lane: string; nth: number; of: number } {
    const lane = state.lanes.find(({ id }) => id === place.laneId);
    return { lane: lane?.title ?? '', nth: place.nth, of: place.of };
  }

  private happened(events: readonly BoardEvent[], before: BoardState): void {
    const isMine = (event: BoardEvent): boolean =>
      this.board.mine.has(event.op) || event.by === session.me?.id;
    this.recents.see(events, isMine);
    for (const hear of this.hearers) hear(events);
    const others = events.filter((event) => !isMine(event));
    if (others.length > 0) void this.tell(others, before);
  }

  /** The words for it come when there is something to say for the first time. */
  private async tell(others: readonly BoardEvent[], before: BoardState): Promise<void> {
    const after = this.board.shown;
    const { Telling } = await late(() => import('./telling'));
    this.telling ??= new Telling();
    if (after) this.telling.tell(others, before, after);
  }

  private refused(request: Sent, problem: Problem): void {
    const card = this.card(request.path.split('/')[2] ?? '');
    if (card) refuse(card, problem.detail);
    else
      toast.show({ text: t('board.refused', { what: request.describe, reason: problem.detail }) });
  }
}
