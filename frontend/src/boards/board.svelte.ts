/** One plan, live: what the server has told, with what this person has done laid over it. */
import { api, newKey, Problem } from '../kernel/api';
import { live } from '../kernel/live.svelte';
import { outbox, type Intent as Sent } from '../kernel/outbox';
import type { BoardEvent, Id, Page, WriteDone } from '../kernel/wire';
import { snapshotOf } from './ahead';
import { fromSnapshot, type BoardState } from './apply';
import { follow } from './following';
import { lay, type Intent } from './pending';
import { intentOf } from './requests';

export type Request = Omit<Sent, 'key' | 'boardId'>;

export interface Onlookers {
  /** Wraps every redraw, so that what the named cards do can be seen. */
  draw(cardIds: readonly Id[], change: () => void): void | Promise<void>;
  /** What has happened, by anyone, in order. */
  happened(events: readonly BoardEvent[], before: BoardState): void;
  refused(request: Sent, problem: Problem): void;
}

const PATIENCE = 1_500;
const MISSED_AT_MOST = 500;

export class OpenBoard {
  confirmed = $state.raw<BoardState>();
  pending = $state.raw<readonly Intent[]>([]);
  /** Who looks at the plan now, told by the server and kept nowhere. */
  presence = $state.raw<readonly Id[]>([]);
  /** Why the plan cannot be shown, or no longer can. */
  lost = $state.raw<'not_found' | 'gone' | 'offline'>();
  shown = $derived(this.confirmed && lay(this.confirmed, this.pending));

  onlookers: Onlookers | undefined;
  /** The operations of this page: events that carry one of them are nobody else's doing. */
  readonly mine = new Set<string>();
  private readonly awaited = new Set<string>();
  private readonly answered = new Map<string, number>();
  private waiters: { version: number; resolve: () => void }[] = [];
  private queue: BoardEvent[] = [];
  private holding = false;
  private fetching = false;
  private behind = false;
  private closers: (() => void)[] = [];

  constructor(readonly id: Id) {}

  async open(): Promise<void> {
    this.closers.push(outbox.onSettled((outcome) => this.settled(outcome)));
    this.closers.push(live.onConnected(() => void (this.confirmed ?? this.takeSnapshot())));
    void this.recall();
    await this.takeSnapshot();
  }

  /** What was done before a reload and still waits lies under what is done now. */
  private async recall(): Promise<void> {
    const at = new Date().toISOString();
    const waiting = (await outbox.pendingOn(this.id)).filter(({ key }) => !this.mine.has(key));
    for (const { key } of waiting) this.mine.add(key);
    this.pending = [...waiting.flatMap((request) => intentOf(request, at) ?? []), ...this.pending];
  }

  private watch(): void {
    const watcher = {
      onEvent: (event: BoardEvent) => this.receive(event),
      onStale: () => void this.renew(),
      onGone: () => this.lose('gone'),
      onPresence: (people: Id[]) => void (this.presence = people),
    };
    this.closers.push(live.watch(this.id, () => this.received, watcher));
  }

  close(): void {
    for (const closer of this.closers.splice(0)) closer();
  }

  /** Shown at once and sent in order; a refusal is told to the onlookers, also after a reload. */
  send(request: Request, key: string): void {
    this.enqueue(request, key).catch(() => undefined);
  }

  /** As `send`, for whoever waits for the answer: the refusal is theirs to show. */
  submit<T extends WriteDone>(request: Request, key: string = newKey()): Promise<T> {
    this.awaited.add(key);
    return this.enqueue<T>(request, key);
  }

  private enqueue<T>(request: Request, key: string): Promise<T> {
    const sent = { ...request, key, boardId: this.id };
    const intent = intentOf(sent, new Date().toISOString());
    this.mine.add(key);
    if (intent) this.pending = [...this.pending, intent];
    return outbox.submit<T>(sent);
  }

  /** Resolves when what is shown includes this version. */
  reached(version: number): Promise<void> {
    if ((this.confirmed?.version ?? 0) >= version) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ version, resolve }));
  }

  /** While a card is in the hand nothing moves under it: what arrives waits. */
  hold(): void {
    this.holding = true;
  }

  release(): void {
    this.holding = false;
    if (this.behind) void this.renew();
    else this.drain();
  }

  private get received(): number {
    return this.queue.at(-1)?.version ?? this.confirmed?.version ?? 0;
  }

  private receive(event: BoardEvent): void {
    this.queue.push(event);
    if (!this.holding) this.drain();
  }

  private drain(): void {
    if (!this.confirmed || this.fetching || this.queue.length === 0) return;
    const before = this.confirmed;
    const { state, applied, needs } = follow(before, this.queue.splice(0));
    if (applied.length > 0) this.advance(state, applied, before);
    if (needs === 'missed') void this.catchUp(this.received + 1);
    if (needs === 'snapshot') void this.takeSnapshot();
  }

  private advance(state: BoardState, applied: readonly BoardEvent[], before: BoardState): void {
    const told = new Set(applied.map((event) => event.op));
    const moved = applied.flatMap((event) => (event.type === 'card.moved' ? event.card_id : []));
    const put = (): void => this.put(state, told);
    if (this.onlookers) void this.onlookers.draw(moved, put);
    else put();
    this.onlookers?.happened(applied, before);
  }

  private put(state: BoardState, told: ReadonlySet<string> = new Set()): void {
    this.confirmed = state;
    const isTrue = ({ key }: Intent): boolean =>
      told.has(key) || (this.answered.get(key) ?? Infinity) <= state.version;
    if (this.pending.some(isTrue)) this.pending = this.pending.filter((intent) => !isTrue(intent));
    const ready = this.waiters.filter(({ version }) => version <= state.version);
    this.waiters = this.waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve();
  }

  /** The log's own way to catch up; a snapshot when it is long or refuses. */
  private async catchUp(least: number): Promise<void> {
    if (this.fetching || !this.confirmed) return;
    this.fetching = true;
    try {
      const after = this.confirmed.version;
      const { items } = await api.get<Page<BoardEvent>>(
        `/boards/${this.id}/events?after=${after}&limit=${MISSED_AT_MOST}`,
      );
      this.queue = [...items, ...this.queue].sort((a, b) => a.version - b.version);
      this.fetching = false;
      if ((items.at(-1)?.version ?? after) < least) await this.takeSnapshot();
      else if (!this.holding) this.drain();
    } catch {
      // Offline: the live connection asks again when it is back.
    } finally {
      this.fetching = false;
    }
  }

  /** Too far behind to be told event by event: the server tells nothing more until it is asked anew. */
  private async renew(): Promise<void> {
    this.behind = true;
    if (this.holding) return;
    const renewed = await this.takeSnapshot(true);
    if (this.closers.length === 0) return;
    if (!renewed) return void setTimeout(() => void this.renew(), PATIENCE);
    this.behind = false;
    live.askFor(this.id);
  }

  /** `anew` takes the plan as it is, also one that was set back to an earlier state. */
  private async takeSnapshot(anew = false): Promise<boolean> {
    if (this.fetching) return false;
    this.fetching = true;
    let taken = false;
    try {
      const snapshot = await snapshotOf(this.id);
      if (this.closers.length === 0) return false;
      const first = this.confirmed === undefined;
      if (anew) this.queue = [];
      if (anew || snapshot.version >= (this.confirmed?.version ?? 0))
        this.put(fromSnapshot(snapshot));
      if (first) this.watch();
      this.lost = undefined;
      taken = true;
    } catch (error) {
      // An address that is no identity at all leads as little as one that nothing has.
      if (error instanceof Problem && (error.status === 404 || error.status === 422))
        this.lose(this.confirmed ? 'gone' : 'not_found');
      else if (!this.confirmed) this.lost = 'offline';
    } finally {
      this.fetching = false;
    }
    if (!this.holding) this.drain();
    return taken;
  }

  private settled({
    intent,
    answer,
    problem,
  }: {
    intent: Sent;
    answer?: unknown;
    problem?: Problem;
  }): void {
    if (intent.boardId !== this.id) return;
    if (problem) return this.drop(intent, problem);
    const { version } = answer as WriteDone;
    this.answered.set(intent.key, version);
    if (!this.confirmed) return;
    this.put(this.confirmed);
    // A socket that cannot be opened must not leave the page behind what it has itself done.
    if (version > this.received)
      setTimeout(() => version > this.received && void this.catchUp(version), PATIENCE);
  }

  private drop(request: Sent, problem: Problem): void {
    const dropped = this.pending.find((intent) => intent.key === request.key);
    const cards = dropped && 'cardId' in dropped ? [dropped.cardId] : [];
    const forget = (): void =>
      void (this.pending = this.pending.filter((intent) => intent !== dropped));
    if (this.onlookers) void this.onlookers.draw(cards, forget);
    else forget();
    if (!this.awaited.has(request.key)) this.onlookers?.refused(request, problem);
  }

  /** Access is gone: nothing of the plan stays on the screen. */
  private lose(why: 'not_found' | 'gone'): void {
    this.lost = why;
    this.confirmed = undefined;
    this.close();
  }
}
