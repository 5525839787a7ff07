/** All plans that the reader sees, each live on a desk of its own. */
import { api, Offline, Problem } from '../kernel/api';
import { live } from '../kernel/live.svelte';
import type { BoardRow, Id } from '../kernel/wire';
import { t } from '../kernel/words';
import type { BoardState } from '../boards/apply';
import { Desk } from '../boards/desk.svelte';

/** So many plans are asked for at once: the first are drawn while the last are on their way. */
const AT_ONCE = 6;

export interface OpenPlan {
  readonly desk: Desk;
  readonly plan: BoardState;
}

export class Desks {
  private desks = $state.raw<readonly Desk[]>([]);
  private readonly leave = new Map<Id, () => void>();
  /** The list of plans has come. */
  listed = $state(false);
  problem = $state<string>();

  /** Those that have come, in the order in which the plans were started. */
  open: readonly OpenPlan[] = $derived(
    this.desks.flatMap((desk) => {
      const plan = desk.board.shown;
      return plan && plan.board.closed_at === null ? [{ desk, plan }] : [];
    }),
  );

  /** Plans that are still on their way. */
  coming: number = $derived(
    this.desks.filter(({ board }) => !board.confirmed && !board.lost).length,
  );

  start(): () => void {
    void this.list();
    const stop = live.onConnected(() => void this.list());
    return () => {
      stop();
      for (const close of this.leave.values()) close();
      this.leave.clear();
    };
  }

  /** What this person did last, on whichever plan, is what is taken back. */
  readonly onkeydown = (event: KeyboardEvent): void => {
    const latest = this.desks.toSorted((a, b) => b.undoing.last - a.undoing.last)[0];
    latest?.undoing.onkeydown(event);
  };

  private async list(): Promise<void> {
    try {
      const rows = await api.all<BoardRow>('/boards');
      this.problem = undefined;
      await this.take(rows.filter((row) => row.closed_at === null).map(({ id }) => id));
    } catch (error) {
      if (error instanceof Problem) this.problem = error.detail;
      else if (error instanceof Offline) this.problem = t('connection.unreachable');
      else throw error;
    }
  }

  private async take(ids: readonly Id[]): Promise<void> {
    for (const [id, close] of this.leave) {
      if (ids.includes(id)) continue;
      close();
      this.leave.delete(id);
    }
    const known = new Map(this.desks.map((desk) => [desk.board.id, desk]));
    const desks = ids.map((id) => known.get(id) ?? new Desk(id));
    this.desks = desks;
    this.listed = true;
    const waiting = desks.filter(({ board }) => !this.leave.has(board.id));
    const line = async (): Promise<void> => {
      for (let desk = waiting.shift(); desk; desk = waiting.shift()) await this.begin(desk);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
  }

  private async begin(desk: Desk): Promise<void> {
    const opened = desk.start();
    this.leave.set(desk.board.id, opened.close);
    await opened.ready;
  }
}
