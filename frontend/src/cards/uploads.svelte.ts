/** Files on their way to cards: two at a time, each with its progress; they go on when the card is closed. */
import { announce } from '../kernel/announce';
import { newKey, Offline, Problem, withoutDoubt } from '../kernel/api';
import { Cancelled, upload, type Upload, type Uploaded } from '../kernel/uploading';
import type { Id } from '../kernel/wire';
import { t } from '../kernel/words';

export type Sending = {
  readonly key: string;
  readonly cardId: Id;
  readonly file: File;
  readonly name: string;
  readonly state: 'waiting' | 'sending' | 'refused' | 'lost';
  /** From 0 to 1. */
  readonly share: number;
  readonly reason?: string;
};

type Added = { name: string; id: Id; version: number; op: string };

const atOnce = 2;

class Uploads {
  private all = $state.raw<readonly Sending[]>([]);
  private readonly running = new Map<string, Upload>();
  private readonly listeners = new Map<Id, (added: Added) => void | Promise<void>>();

  constructor() {
    addEventListener('online', () => this.of().forEach(({ key }) => this.retry(key)));
    addEventListener('beforeunload', (event) => {
      if (this.all.some(({ state }) => state === 'sending' || state === 'waiting'))
        event.preventDefault();
    });
  }

  /** Those of a card, or those that were lost on the way. */
  of(cardId?: Id): readonly Sending[] {
    return this.all.filter((each) =>
      cardId === undefined ? each.state === 'lost' : each.cardId === cardId,
    );
  }

  /** Hears of what has been attached while the card is open. */
  listen(cardId: Id, listener: (added: Added) => void | Promise<void>): () => void {
    this.listeners.set(cardId, listener);
    return () => {
      if (this.listeners.get(cardId) === listener) this.listeners.delete(cardId);
    };
  }

  add(cardId: Id, files: readonly { file: File; name: string }[]): void {
    const more = files.map(({ file, name }): Sending => {
      return { key: newKey(), cardId, file, name, state: 'waiting', share: 0 };
    });
    this.all = [...this.all, ...more];
    this.next();
  }

  /** What cannot even be sent is said on a row of its own, as what the server refuses is. */
  refuse(cardId: Id, name: string, reason: string): void {
    const file = new File([], name);
    const row: Sending = {
      key: newKey(),
      cardId,
      file,
      name,
      state: 'refused',
      share: 0,
      reason,
    };
    this.all = [...this.all, row];
    announce(t('attachment.refused', { name, reason }));
  }

  retry(key: string): void {
    this.put(key, { state: 'waiting', share: 0 });
    this.next();
  }

  /** Stops it, or takes its row away. */
  drop(key: string): void {
    this.running.get(key)?.cancel();
    this.all = this.all.filter((each) => each.key !== key);
    this.next();
  }

  private next(): void {
    const waiting = this.all.filter(({ state }) => state === 'waiting');
    const free = atOnce - this.all.filter(({ state }) => state === 'sending').length;
    for (const each of waiting.slice(0, Math.max(0, free))) void this.send(each);
  }

  private async send({ key, cardId, file, name }: Sending): Promise<void> {
    this.put(key, { state: 'sending' });
    try {
      const added = await this.deliver(key, cardId, file, name);
      await this.listeners.get(cardId)?.(added);
      this.all = this.all.filter((each) => each.key !== key);
    } catch (error) {
      if (error instanceof Problem) {
        this.put(key, { state: 'refused', reason: error.detail });
        announce(t('attachment.refused', { name, reason: error.detail }));
      } else if (error instanceof Offline) {
        this.put(key, { state: 'lost' });
        announce(t('attachment.refused', { name, reason: t('attachment.lost') }));
      } else if (!(error instanceof Cancelled)) throw error;
    } finally {
      this.running.delete(key);
      this.next();
    }
  }

  /** The name is text, too: its writer may change it before it is sent. */
  private async deliver(key: string, cardId: Id, file: File, given: string): Promise<Added> {
    let name = given;
    const answer = await withoutDoubt<Uploaded>({ name }, (body, confirmed) => {
      ({ name } = body as { name: string });
      this.put(key, { name });
      const running = upload(`/cards/${cardId}/files?name=${encodeURIComponent(name)}`, file, {
        key,
        confirmed,
        onprogress: (share) => this.put(key, { share }),
      });
      this.running.set(key, running);
      return running.done;
    });
    return { ...answer, name };
  }

  private put(key: string, changes: Partial<Sending>): void {
    this.all = this.all.map((each) => (each.key === key ? { ...each, ...changes } : each));
  }
}

export const uploads = new Uploads();
