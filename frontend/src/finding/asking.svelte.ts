/** Asks while somebody writes: after a breath, and only the newest answer counts. */
import { api, Offline, Problem } from '../kernel/api';
import type { SearchOut } from '../kernel/wire';
import { t } from '../kernel/words';

const BREATH = 120;
const MOST_CHARACTERS = 200;

export class Asking {
  found = $state.raw<SearchOut>();
  problem = $state<string>();
  /** Resolves when what is found answers what is written now; nothing where it does. */
  answer: Promise<void> | undefined;
  private answered: (() => void) | undefined;
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly how: { most: number }) {}

  ask(text: string): void {
    clearTimeout(this.timer);
    this.asked += 1;
    // A field takes no more, but an address does.
    if (text.trim().length > MOST_CHARACTERS)
      [this.found, this.problem] = [undefined, t('find.too_long', { most: MOST_CHARACTERS })];
    else if (text.trim()) {
      this.answer ??= new Promise((resolve) => (this.answered = resolve));
      this.timer = setTimeout(() => void this.fetch(text.trim(), this.asked), BREATH);
      return;
    } else [this.found, this.problem] = [undefined, undefined];
    this.settle();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.asked += 1;
  }

  private async fetch(q: string, turn: number): Promise<void> {
    const query = new URLSearchParams({ q, limit: String(this.how.most) });
    try {
      const found = await api.get<SearchOut>(`/search?${query.toString()}`);
      if (turn === this.asked) [this.found, this.problem] = [found, undefined];
    } catch (error) {
      if (turn !== this.asked) return;
      this.found = undefined;
      if (error instanceof Problem) this.problem = error.detail;
      else if (error instanceof Offline) this.problem = t('connection.unreachable');
      else throw error;
    }
    if (turn === this.asked) this.settle();
  }

  private settle(): void {
    this.answered?.();
    this.answer = this.answered = undefined;
  }
}
