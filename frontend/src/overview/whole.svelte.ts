/** The whole, kept fresh: every board is watched over the one socket, and a change fetches anew. */
import { api } from '../kernel/api';
import { live } from '../kernel/live.svelte';
import type { Id, Overview } from '../kernel/wire';

/** At most one fetch in this time, however much happens on the boards. */
const calm = 1_500;
/** New plans and a new day come without an event that we watch. */
const rounds = 60_000;
const freshFor = 8_000;

export class Whole {
  overview = $state.raw<Overview | null>(null);
  failure = $state.raw<unknown>(null);
  /** Boards that changed while somebody looked: marked for a moment. */
  fresh = $state.raw<ReadonlySet<Id>>(new Set());

  private etag: string | null = null;
  private readonly watched = new Map<Id, () => void>();
  /** Boards that the server tells nothing more of until it is asked anew. */
  private readonly behind = new Set<Id>();
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private due: ReturnType<typeof setTimeout> | undefined;
  private fetchedAt = 0;
  private running = false;
  private again = false;

  start(): () => void {
    void this.fetch();
    const round = setInterval(() => document.hidden || this.soon(), rounds);
    const back = live.onConnected(() => this.soon());
    return () => {
      clearInterval(round);
      clearTimeout(this.due);
      back();
      this.timers.forEach(clearTimeout);
      this.watched.forEach((unwatch) => unwatch());
    };
  }

  private soon(): void {
    const rest = this.fetchedAt + calm - Date.now();
    this.due ??= setTimeout(
      () => {
        this.due = undefined;
        void this.fetch();
      },
      Math.max(rest, 0),
    );
  }

  async fetch(): Promise<void> {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    this.fetchedAt = Date.now();
    try {
      const answer = await api.get<Overview>('/overview', { etag: this.etag });
      this.etag = answer.etag;
      if (answer.value) this.take(answer.value);
      this.failure = null;
    } catch (error) {
      this.failure = error;
    } finally {
      this.running = false;
    }
    if (this.again) {
      this.again = false;
      this.soon();
    }
  }

  private take(overview: Overview): void {
    this.overview = overview;
    const now = new Set(overview.boards.map((board) => board.id));
    for (const [id, unwatch] of this.watched) {
      if (now.has(id)) continue;
      unwatch();
      this.watched.delete(id);
    }
    for (const { id } of overview.boards) {
      if (!this.watched.has(id)) this.follow(id);
      else if (this.behind.has(id)) live.askFor(id);
    }
    this.behind.clear();
  }

  private follow(id: Id): void {
    const version = () => this.overview?.boards.find((board) => board.id === id)?.version ?? 0;
    const unwatch = live.watch(id, version, {
      onEvent: (event) => {
        // After an absence the missed events come too; only what is newer than the page is news.
        if (event.version <= version()) return;
        this.mark(id);
        this.soon();
      },
      onStale: () => {
        this.behind.add(id);
        this.soon();
      },
      onGone: () => this.soon(),
    });
    this.watched.set(id, unwatch);
  }

  private mark(id: Id): void {
    this.fresh = new Set(this.fresh).add(id);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.fresh = new Set([...this.fresh].filter((other) => other !== id));
    }, calm + freshFor);
    this.timers.add(timer);
  }
}
