/** One form on its way to the server: busy, refused in words, by the field where that can be said. */
import { tick, untrack } from 'svelte';
import { Offline, Problem } from './api';
import { t } from './words';

/** What the form itself finds wrong before anything is sent. */
export type Checks = Record<string, string | null | false | undefined>;

export class Submission {
  busy = $state(false);
  private wrong = $state.raw<Record<string, string>>({});
  private refusal = $state.raw<string | null>(null);
  private form: HTMLElement | null = null;

  /** What is wrong as a whole, when it is not about one field. */
  get general(): string | null {
    return this.refusal;
  }

  field(name: string): string | null {
    return this.wrong[name] ?? null;
  }

  /** Where the focus looks for the first field that is wrong. */
  readonly around = (form: HTMLElement) => {
    this.form = form;
  };

  /** Sends unless a check fails; true when it went through. */
  async run(send: () => Promise<void>, checks: Checks = {}): Promise<boolean> {
    // An effect that sends must not wait for its own answer and send again.
    if (untrack(() => this.busy)) return false;
    this.clear();
    this.wrong = Object.fromEntries(
      Object.entries(checks).flatMap(([name, words]) => (words ? [[name, words]] : [])),
    );
    if (Object.keys(this.wrong).length === 0) {
      this.busy = true;
      try {
        await send();
        return true;
      } catch (error) {
        this.explain(error);
      } finally {
        this.busy = false;
      }
    }
    await this.show();
    return false;
  }

  /** Ties a refusal that names no field to the field that it is about. */
  blame(name: string, words: string): void {
    this.wrong = { ...this.wrong, [name]: words };
    this.refusal = null;
  }

  clear(): void {
    this.wrong = {};
    this.refusal = null;
  }

  private explain(error: unknown): void {
    if (error instanceof Problem && error.fields.length > 0) {
      this.wrong = Object.fromEntries(error.fields.map(({ field, detail }) => [field, detail]));
    } else if (error instanceof Problem) this.refusal = error.detail;
    else if (error instanceof Offline) this.refusal = t('connection.unreachable');
    else throw error;
  }

  private async show(): Promise<void> {
    await tick();
    const first = this.form?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]');
    first?.focus();
  }
}
