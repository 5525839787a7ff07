/** One socket for the page: events of every watched board, presence, and whether we are connected. */
import { untrack } from 'svelte';
import { session } from './session.svelte';
import type { BoardEvent, Id, Instant } from './wire';

export type Watcher = {
  onEvent: (event: BoardEvent) => void;
  /** Too far behind to be told event by event: take a new snapshot, and ask anew. */
  onStale: () => void;
  /** Access is lost or the board is not there. */
  onGone: () => void;
  onPresence?: (people: Id[]) => void;
  /** The server follows this board for us from `version` on. */
  onWatching?: (version: number) => void;
};

type Watch = Watcher & { after: () => number };

type Frame =
  | BoardEvent
  | { type: 'watching'; board_id: Id; version: number }
  | { type: 'presence'; board_id: Id; people: Id[] }
  | { type: 'stale'; board_id: Id }
  | { type: 'gone'; board_id: Id }
  | { type: 'inbox' }
  | { type: 'views' }
  | { type: 'pong' }
  | { type: 'problem'; code: string; detail: string; at?: Instant };

const firstRetry = 250;
const lastRetry = 15_000;
/** Silence after which we ask, and how long the answer may take. */
const quiet = 25_000;
const answerWithin = 6_000;
/** A blink is not an absence: so long may a reconnect take before the page says anything. */
const blink = 2_000;
const signedOut = 4401;

class Live {
  state = $state<'connected' | 'connecting' | 'offline'>('connecting');
  /** Since when the connection is gone. */
  since = $state.raw<Date | null>(null);

  private socket: WebSocket | null = null;
  private readonly watches = new Map<Id, Set<Watch>>();
  private readonly listeners = new Set<() => void>();
  private readonly told = new Set<() => void>();
  private readonly views = new Set<() => void>();
  private attempts = 0;
  private heard = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private pulse: ReturnType<typeof setTimeout> | undefined;
  private verdict: ReturnType<typeof setTimeout> | undefined;
  private running = false;

  /** Called each time the connection has come (back). */
  onConnected(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Called each time there may be something new in this person's inbox. */
  onInbox(listener: () => void): () => void {
    this.told.add(listener);
    return () => this.told.delete(listener);
  }

  /** Called each time a view that is of no plan alone may have been kept, changed or removed. */
  onViews(listener: () => void): () => void {
    this.views.add(listener);
    return () => this.views.delete(listener);
  }

  watch(boardId: Id, after: () => number, watcher: Watcher): () => void {
    const watch: Watch = { ...watcher, after };
    const others = this.watches.get(boardId);
    if (others) others.add(watch);
    else this.watches.set(boardId, new Set([watch]));
    this.askFor(boardId);
    return () => this.unwatch(boardId, watch);
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    window.addEventListener('online', this.wake);
    window.addEventListener('offline', this.doubt);
    window.addEventListener('focus', this.wake);
    document.addEventListener('visibilitychange', this.wake);
    this.connect();
  }

  stop(): void {
    this.running = false;
    window.removeEventListener('online', this.wake);
    window.removeEventListener('offline', this.doubt);
    window.removeEventListener('focus', this.wake);
    document.removeEventListener('visibilitychange', this.wake);
    clearTimeout(this.retry);
    this.drop();
    clearTimeout(this.verdict);
    this.attempts = 0;
    this.state = 'connecting';
    this.since = null;
  }

  private connect(): void {
    clearTimeout(this.retry);
    if (!this.running || this.socket) return;
    const address = new URL('/api/v1/live', location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const socket = new WebSocket(address);
    this.socket = socket;
    socket.onopen = () => this.opened();
    socket.onmessage = (message) => this.take(JSON.parse(String(message.data)) as Frame);
    socket.onclose = (event) => this.closed(event.code);
    this.listen(answerWithin * 2);
  }

  private opened(): void {
    this.attempts = 0;
    this.state = 'connected';
    this.since = null;
    clearTimeout(this.verdict);
    this.verdict = undefined;
    this.hear();
    for (const boardId of this.watches.keys()) this.askFor(boardId);
    this.listeners.forEach((listener) => listener());
  }

  private closed(code: number): void {
    this.drop();
    if (!this.running) return;
    if (code === signedOut) {
      session.lost();
      return;
    }
    this.since ??= new Date();
    if (this.state === 'connected') this.state = 'connecting';
    if (!navigator.onLine) this.state = 'offline';
    // Not by the attempt but by the clock: a server that restarts is back before anybody needs to know.
    this.verdict ??= setTimeout(() => (this.state = 'offline'), blink);
    const ceiling = Math.min(lastRetry, firstRetry * 2 ** this.attempts);
    this.attempts += 1;
    this.retry = setTimeout(() => this.connect(), ceiling * (0.3 + 0.7 * Math.random()));
  }

  private drop(): void {
    clearTimeout(this.pulse);
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** Something may have changed while nobody looked: ask at once instead of when the timer says. */
  private readonly wake = () => {
    if (document.visibilityState === 'hidden') return;
    if (!this.socket) {
      this.attempts = 0;
      this.connect();
    } else if (this.socket.readyState === WebSocket.OPEN && Date.now() - this.heard > 5_000)
      this.ping();
  };

  private readonly doubt = () => this.closed(0);

  private hear(): void {
    this.heard = Date.now();
    clearTimeout(this.pulse);
    this.pulse = setTimeout(() => this.ping(), quiet);
  }

  private ping(): void {
    this.say({ type: 'ping' });
    this.listen(answerWithin);
  }

  /** A connection can die without a word; then this is what notices. */
  private listen(patience: number): void {
    clearTimeout(this.pulse);
    this.pulse = setTimeout(() => this.closed(0), patience);
  }

  private take(frame: Frame): void {
    this.hear();
    if (frame.type === 'views') this.views.forEach((listener) => listener());
    if (frame.type === 'inbox') this.told.forEach((listener) => listener());
    if (!('board_id' in frame)) return;
    for (const watch of [...(this.watches.get(frame.board_id) ?? [])]) this.tell(watch, frame);
  }

  private tell(
    watch: Watch,
    frame: Exclude<Frame, { type: 'inbox' | 'views' | 'pong' | 'problem' }>,
  ): void {
    switch (frame.type) {
      case 'watching':
        return watch.onWatching?.(frame.version);
      case 'presence':
        return watch.onPresence?.(frame.people);
      case 'stale':
        return watch.onStale();
      case 'gone':
        return watch.onGone();
      default:
        return watch.onEvent(frame);
    }
  }

  /** Asks for what has happened since; again by whoever was told `stale` and has taken a new snapshot. */
  askFor(boardId: Id): void {
    const watches = [...(this.watches.get(boardId) ?? [])];
    const after = untrack(() => Math.min(...watches.map((watch) => watch.after())));
    this.say({ type: 'watch', board_id: boardId, after });
  }

  private unwatch(boardId: Id, watch: Watch): void {
    const others = this.watches.get(boardId);
    others?.delete(watch);
    if (others?.size !== 0) return;
    this.watches.delete(boardId);
    this.say({ type: 'unwatch', board_id: boardId });
  }

  private say(frame: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }
}

export const live = new Live();
