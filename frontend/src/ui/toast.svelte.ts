/** One quiet sentence at a time about what just happened, with at most one action. */
import { announce } from '../kernel/announce';

export type ToastMessage = {
  text: string;
  action?: { label: string; run: () => void };
  /** True when the sentence is already spoken elsewhere. */
  silent?: boolean;
};

const shownFor = 10_000;

class ToastState {
  current = $state.raw<ToastMessage | null>(null);
  /** The topmost host shows it: what is outside an open dialog can neither be read nor pressed. */
  hosts = $state.raw<readonly symbol[]>([]);

  private timer: ReturnType<typeof setTimeout> | undefined;
  private left = shownFor;
  private from = 0;
  private readonly holds = new Set<string>();

  show(message: ToastMessage): void {
    this.current = message;
    this.left = shownFor;
    this.holds.clear();
    this.run();
    if (!message.silent) announce(message.text);
  }

  hide(): void {
    clearTimeout(this.timer);
    this.current = null;
  }

  /** Pointer and focus each hold it; it goes on when neither does. */
  hold(by: 'pointer' | 'focus'): void {
    if (this.holds.size === 0) this.left -= Date.now() - this.from;
    this.holds.add(by);
    clearTimeout(this.timer);
  }

  release(by: 'pointer' | 'focus'): void {
    if (this.holds.delete(by) && this.holds.size === 0) this.run();
  }

  enter(host: symbol): () => void {
    this.hosts = [...this.hosts, host];
    return () => (this.hosts = this.hosts.filter((other) => other !== host));
  }

  private run(): void {
    this.from = Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), Math.max(this.left, 1_000));
  }
}

export const toast = new ToastState();
