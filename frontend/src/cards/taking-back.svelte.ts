/** Taking back one row of a history: which one is on its way, and why another could not be. */
import { SvelteMap } from 'svelte/reactivity';
import { Offline, Problem } from '../kernel/api';
import { t } from '../kernel/words';
import type { Happened } from './history.svelte';

export class Taking {
  /** The operation that is being taken back. */
  busy = $state<string>();
  readonly refusals = new SvelteMap<string, string>();

  constructor(private readonly send: (happened: Happened) => Promise<unknown>) {}

  async back(happened: Happened): Promise<void> {
    this.busy = happened.op;
    this.refusals.delete(happened.op);
    try {
      await this.send(happened);
    } catch (error) {
      const reason =
        error instanceof Problem
          ? error.detail
          : error instanceof Offline
            ? t('connection.unreachable')
            : undefined;
      if (reason === undefined) throw error;
      this.refusals.set(happened.op, t('history.not_undone', { reason }));
    } finally {
      this.busy = undefined;
    }
  }
}
