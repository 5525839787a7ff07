/** All plans in rows: what is drawn, which assignment is in the hand, and what putting it down changes. */
import { tick } from 'svelte';
import { announce } from '../kernel/announce';
import { people } from '../kernel/people.svelte';
import type { Face, Id, Lane } from '../kernel/wire';
import { t } from '../kernel/words';
import { focusCard } from '../boards/gliding';
import { lift, type Lifted } from '../boards/lifting';
import { refuse } from '../boards/moving';
import { placeAt } from '../boards/places';
import { isRoamKey, roam } from '../boards/roaming';
import { beside, cellAt, cellsOf, roamIn, type Cells } from '../boards/swimlanes/cells';
import { Grid } from '../boards/swimlanes/grid.svelte';
import type { By, Row } from '../boards/swimlanes/rows';
import type { OpenPlan } from './desks.svelte';
import { merged, rowIn, rowsOfAll } from './merged';

/** Put down where its plan has more statuses than one: which of them is asked. */
export interface Asking {
  readonly at: OpenPlan;
  readonly card: Face;
  readonly lanes: readonly Lane[];
  readonly put: (lane: Lane) => void;
}

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export class Hand {
  folded = $state.raw<ReadonlySet<string>>(new Set());
  lifted = $state.raw<Lifted>();
  liftedBy = $state.raw<'keyboard' | 'pointer'>('keyboard');
  current = $state.raw<Id>();
  reveal = $state.raw<Id>();
  asking = $state.raw<Asking>();
  /** Stages stand under each other, as on a phone. */
  stacked = $state(false);

  private readonly seen = $derived.by(() =>
    this.open().flatMap((at) => (at.desk.seen ? [{ ...at, seen: at.desk.seen }] : [])),
  );
  private readonly board = $derived.by(() => merged(this.seen));
  private readonly at: ReadonlyMap<Id, OpenPlan> = $derived.by(() => {
    const all = new Map<Id, OpenPlan>();
    for (const { desk, plan, seen } of this.seen)
      for (const list of seen.lists.values())
        for (const { id } of list) all.set(id, { desk, plan });
    return all;
  });
  readonly rows: readonly Row[] = $derived.by(() =>
    this.board ? rowsOfAll(this.seen, this.board, this.by(), people.all) : [],
  );
  /** What is folded cannot be walked in, nor moved to. */
  readonly cells: Cells | undefined = $derived.by(
    () =>
      this.board &&
      cellsOf(
        this.board,
        this.rows.filter(({ key }) => !this.folded.has(key)),
      ),
  );
  /** Where the Tab key comes in. */
  readonly reach: Id | undefined = $derived.by(() => {
    if (this.current && this.at.has(this.current)) return this.current;
    return this.cells?.all.find(({ cards }) => cards.length > 0)?.cards[0]?.id;
  });

  constructor(
    private readonly open: () => readonly OpenPlan[],
    readonly by: () => By,
  ) {}

  planOf(cardId: Id): OpenPlan | undefined {
    return this.at.get(cardId);
  }

  /** "Flytta till…" of each plan knows the rows too. */
  arrange(): () => void {
    const grids = this.open().map(({ desk }) => ({ desk, grid: new Grid(desk, this.by()) }));
    for (const { desk, grid } of grids) desk.grid = grid;
    return () => {
      for (const { desk, grid } of grids) if (desk.grid === grid) desk.grid = undefined;
    };
  }

  fold(key: string): void {
    const folded = new Set(this.folded);
    if (!folded.delete(key)) folded.add(key);
    this.folded = folded;
  }

  mayLift(cardId: Id): boolean {
    const at = this.planOf(cardId);
    return this.lifted === undefined && (at?.desk.can?.move(at.desk.card(cardId)).ok ?? false);
  }

  /** Until it is put down nothing moves under it, on any of the plans. */
  lift(cardId: Id, by: Hand['liftedBy']): void {
    if (!this.cells) return;
    for (const { desk } of this.open()) desk.board.hold();
    this.lifted = lift(this.cells.state, cardId);
    this.liftedBy = by;
  }

  /** A cell holds many plans' assignments, each in its plan's own order: one goes into it, not between them. */
  hover(cellId: Id): string {
    const { lifted, cells } = this;
    if (!lifted || !cells) return '';
    const to =
      cellId === lifted.from.laneId
        ? lifted.from
        : placeAt(cells.state, lifted.cardId, cellId, Infinity);
    if (to.laneId !== lifted.to.laneId) this.lifted = { ...lifted, to };
    return this.spoken(cellId);
  }

  async drop(): Promise<void> {
    const { lifted } = this;
    const at = lifted && this.planOf(lifted.cardId);
    const card = lifted && at?.desk.card(lifted.cardId);
    const cell = lifted && this.cells && cellAt(this.cells, lifted.to.laneId);
    const stays = lifted?.from.laneId === lifted?.to.laneId;
    this.release();
    if (!at || !card || !cell) return;
    if (stays) announce(t('move.stayed', { number: card.number }));
    else this.put(at, card, cell.key, cell.lane);
    await this.focus(card.id);
  }

  async cancel(): Promise<void> {
    const { lifted } = this;
    if (!lifted) return;
    const number = this.planOf(lifted.cardId)?.desk.card(lifted.cardId)?.number;
    this.release();
    if (number !== undefined) announce(t('move.cancelled', { number }));
    if (this.liftedBy === 'keyboard') await this.focus(lifted.cardId);
  }

  async focus(cardId: Id): Promise<void> {
    this.current = cardId;
    this.reveal = cardId;
    await tick();
    focusCard(cardId, { preventScroll: true });
    document.activeElement?.closest('[data-card]')?.scrollIntoView({ block: 'nearest' });
  }

  /** True when the key was for the card. */
  press(cardId: Id, key: string): boolean {
    const at = this.planOf(cardId);
    const card = at?.desk.card(cardId);
    if (!at || !card || !this.cells) return false;
    if (this.lifted && this.liftedBy === 'keyboard') return this.carry(this.lifted, key);
    if (key === ' ') this.take(at, card);
    else if (key === 'f' || key === 'F') at.desk.choose(card);
    else if (isRoamKey(key)) this.walk(cardId, key);
    else return false;
    return true;
  }

  private walk(cardId: Id, key: Parameters<typeof roamIn>[2]): void {
    const { cells } = this;
    if (!cells) return;
    const next = this.stacked ? roam(cells.state, cardId, key, true) : roamIn(cells, cardId, key);
    if (next) void this.focus(next);
  }

  private take({ desk }: OpenPlan, card: Face): void {
    const verdict = desk.can?.move(card);
    if (!verdict?.ok) return void refuse(card, verdict?.reason ?? '');
    this.lift(card.id, 'keyboard');
    const { number, title } = card;
    announce(t('move.lifted', { number, title }), { tone: 'assertive' });
  }

  private carry(lifted: Lifted, key: string): boolean {
    if (key === ' ' || key === 'Enter') void this.drop();
    else if (key === 'Escape') void this.cancel();
    const [down, right] = WAYS[key] ?? [0, 0];
    if (down === 0 && right === 0) return key === 'Tab' || key === ' ' || /^E/.test(key);
    const cell = this.cells && cellAt(this.cells, lifted.to.laneId);
    const next = this.cells && cell && beside(this.cells, cell, down, right);
    if (next) announce(this.hover(next.id), { tone: 'assertive' });
    return true;
  }

  private spoken(cellId: Id): string {
    return this.cells?.state.lanes.find(({ id }) => id === cellId)?.title ?? '';
  }

  private release(): void {
    this.lifted = undefined;
    for (const { desk } of this.open()) desk.board.release();
  }

  /** In its own stage it keeps its status; in another the plan's one status there, or the one that is chosen. */
  private put(at: OpenPlan, card: Face, rowKey: string, { stage }: Lane): void {
    const { lanes } = at.plan;
    const key = rowIn(at, this.by(), rowKey);
    if (key === undefined)
      return void refuse(card, t('all.no_label', { plan: at.plan.board.name, label: rowKey }));
    const title = this.rows.find((row) => row.key === rowKey)?.title ?? '';
    const there = lanes.filter((lane) => lane.stage === stage);
    const own = there.find(({ id }) => id === card.lane_id);
    const [only] = there;
    const put = (lane: Lane): void => this.move(at, card, lane, key, title);
    if (own) put(own);
    else if (!only)
      refuse(card, t('all.no_status', { plan: at.plan.board.name, stage: t(`stage.${stage}`) }));
    else if (there.length === 1) put(only);
    else this.asking = { at, card, lanes: there, put };
  }

  private move({ desk }: OpenPlan, card: Face, lane: Lane, key: string, title: string): void {
    const { shown } = desk.board;
    if (!shown || !desk.grid) return;
    const to = placeAt(shown, card.id, lane.id, Infinity);
    const move = () => (lane.id === card.lane_id ? 'stayed' : desk.move(card, to, to));
    desk.grid.join(card, key, move, title);
  }
}
