/** Changes on their way: sent in order, kept in the browser until the server has answered. */
import type { DBSchema, IDBPDatabase } from 'idb';
import { createSubscriber } from 'svelte/reactivity';
import { api, newKey, Offline, Problem, type Method } from './api';
import type { Id } from './wire';

export type Intent = {
  /** The operation id: the same in every attempt, so that a retry changes nothing twice. */
  key: string;
  method: Method;
  path: string;
  body?: unknown;
  boardId: Id;
  /** What it is, in words, for whoever looks at what is waiting. */
  describe: string;
};

export type Pending = Intent & { order: number; userId: Id; state: 'waiting' | 'sent' };

type Settler = { resolve: (answer: unknown) => void; reject: (problem: Problem) => void };
type Outcome = { intent: Intent; answer?: unknown; problem?: Problem };

interface Kept extends DBSchema {
  intents: { key: string; value: Omit<Pending, 'state'> };
}

/** Set only while nothing is kept: then a page need not open the browser's database to know it. */
const nothing = 'verkstad.nothing_waits';
const firstRetry = 1_000;
const lastRetry = 30_000;

export class Outbox {
  private queue: Pending[] = [];
  private readonly settlers = new Map<string, Settler>();
  private readonly listeners = new Set<(outcome: Outcome) => void>();
  private userId: Id | null = null;
  private reading: Promise<void> = Promise.resolve();
  private busy = false;
  private attempts = 0;
  private order = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private database: Promise<IDBPDatabase<Kept>> | undefined;
  private changed: () => void = () => undefined;
  private readonly subscribe = createSubscriber((update) => {
    this.changed = update;
    return () => (this.changed = () => undefined);
  });

  /** Everything not yet answered, oldest first; reactive. */
  get pending(): readonly Pending[] {
    this.subscribe();
    return this.queue;
  }

  /** How many could not be sent yet; reactive. */
  get waiting(): number {
    return this.pending.filter((intent) => intent.state === 'waiting').length;
  }

  /** What waits for a board, once what an earlier page left behind has been read. */
  async pendingOn(boardId: Id): Promise<Pending[]> {
    await this.reading;
    return this.queue.filter((intent) => intent.boardId === boardId);
  }

  /** Hears of every answer, also of intents from before a reload, whose promise is gone. */
  onSettled(listener: (outcome: Outcome) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Resolves with the server's answer, however long the connection is away; rejects with the `Problem`. */
  submit<T>(intent: Omit<Intent, 'key'> & { key?: string }): Promise<T> {
    if (this.userId === null) return Promise.reject(new Offline());
    const pending: Pending = {
      ...intent,
      key: intent.key ?? newKey(),
      order: this.order++,
      userId: this.userId,
      state: 'sent',
    };
    this.put([...this.queue, pending]);
    localStorage.removeItem(nothing);
    void this.keep(pending);
    const answer = new Promise<unknown>((resolve, reject) =>
      this.settlers.set(pending.key, { resolve, reject }),
    );
    void this.flush();
    return answer as Promise<T>;
  }

  /** A person has signed in: what she left waiting goes out, what others left is forgotten. */
  async open(userId: Id): Promise<void> {
    this.userId = userId;
    this.reading = this.recall(userId);
    await this.reading;
    await this.flush();
  }

  private async recall(userId: Id): Promise<void> {
    const kept = await this.kept();
    for (const old of kept.filter((intent) => intent.userId !== userId)) void this.forget(old.key);
    const mine = kept.filter((intent) => intent.userId === userId && !this.has(intent.key));
    this.order = Math.max(this.order, ...mine.map((intent) => intent.order + 1));
    const old = mine.map((intent): Pending => ({ ...intent, state: 'waiting' }));
    const all = [...old, ...this.queue.filter((intent) => intent.userId === userId)];
    this.put(all.toSorted((a, b) => a.order - b.order));
  }

  /** Nobody is signed in: nothing is sent; what waits stays for the same person's return. */
  pause(): void {
    this.userId = null;
    clearTimeout(this.retry);
  }

  /** Signing out by choice leaves nothing behind on a shared computer. */
  async clear(): Promise<void> {
    this.pause();
    this.put([]);
    this.settlers.clear();
    await (await this.store())?.clear('intents');
  }

  /** Sends what waits, in order, until the queue is empty or the connection is gone. */
  async flush(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.retry);
    try {
      while (this.userId !== null && this.queue[0]) await this.deliver(this.queue[0]);
      this.attempts = 0;
    } catch (error) {
      this.waitFor(error);
    } finally {
      this.busy = false;
    }
  }

  private async deliver(intent: Pending): Promise<void> {
    try {
      const answer = await api.send(intent.method, intent.path, intent.body, { key: intent.key });
      this.settle(intent, { intent, answer });
    } catch (error) {
      if (!(error instanceof Problem) || isLater(error)) throw error;
      this.settle(intent, { intent, problem: error });
    }
  }

  private settle(intent: Pending, outcome: Outcome): void {
    this.put(this.queue.filter((other) => other.key !== intent.key));
    void this.forget(intent.key);
    const settler = this.settlers.get(intent.key);
    this.settlers.delete(intent.key);
    if (outcome.problem) settler?.reject(outcome.problem);
    else settler?.resolve(outcome.answer);
    this.listeners.forEach((listener) => listener(outcome));
  }

  private waitFor(error: unknown): void {
    this.put(this.queue.map((intent) => ({ ...intent, state: 'waiting' })));
    if (this.userId === null) return;
    const asked = error instanceof Problem ? (error.retryAfter ?? 0) * 1000 : 0;
    const pause = Math.max(asked, Math.min(lastRetry, firstRetry * 2 ** this.attempts));
    this.attempts += 1;
    this.retry = setTimeout(() => void this.flush(), pause);
  }

  private put(queue: Pending[]): void {
    this.queue = queue;
    this.changed();
  }

  private has(key: string): boolean {
    return this.queue.some((intent) => intent.key === key);
  }

  private async store(): Promise<IDBPDatabase<Kept> | null> {
    this.database ??= import('idb').then(({ openDB }) =>
      openDB<Kept>('verkstad', 1, {
        upgrade: (db) => void db.createObjectStore('intents', { keyPath: 'key' }),
      }),
    );
    // A private window may refuse storage; then intents live as long as the page. A script that did not come may still.
    return this.database.catch(() => {
      this.database = undefined;
      return null;
    });
  }

  private async keep({ state: _, ...intent }: Pending): Promise<void> {
    const db = await this.store();
    if (!this.has(intent.key)) return;
    await db?.put('intents', JSON.parse(JSON.stringify(intent)) as typeof intent);
    // Another page may just have found nothing: what is written after it is counted by whoever looks next.
    localStorage.removeItem(nothing);
  }

  private async forget(key: string): Promise<void> {
    const intents = (await this.store())?.transaction('intents', 'readwrite').store;
    await intents?.delete(key);
    if ((await intents?.count()) === 0) localStorage.setItem(nothing, '1');
  }

  private async kept(): Promise<Omit<Pending, 'state'>[]> {
    if (localStorage.getItem(nothing)) return [];
    const intents = (await this.store())?.transaction('intents', 'readwrite').store;
    const all = await intents?.getAll();
    if (all?.length === 0) localStorage.setItem(nothing, '1');
    return all ?? [];
  }
}

/** Not a no: the server asks to wait, or the same person has to sign in first. */
function isLater({ status, code }: Problem): boolean {
  return status === 429 || status === 503 || code === 'not_signed_in';
}

export const outbox = new Outbox();
