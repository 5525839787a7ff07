/** The figures of a period, asked again a moment after the plan has moved. */
import { api, Offline, Problem } from '../../kernel/api';
import type { Statistics } from '../../kernel/wire';
import { t } from '../../kernel/words';

const CALM = 1_200;
/** As long as a hand rests between two letters. */
const WRITTEN = 250;

export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly board_id?: string;
  readonly query: string;
}

export class Figures {
  /** Those asked for last stay until there are others; they say themselves what they are of. */
  told = $state.raw<Statistics>();
  problem = $state.raw<string>();
  /** The filter that the server could not understand. */
  senseless = $state.raw<string>();
  private asked: Asked | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | undefined;

  ask(asked: Asked): void {
    const before = this.asked;
    this.asked = asked;
    if (before && pathOf(before) === pathOf(asked)) return;
    // Of a filter that is being written not every letter is asked for.
    if (before && before.query !== asked.query) this.wait(WRITTEN);
    else void this.fetch();
  }

  /** However much happens at once, it is counted once; and though it never stops happening, it is counted. */
  soon(): void {
    if (this.timer === undefined) this.wait(CALM);
  }

  private wait(calm: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.fetch(), calm);
  }

  close(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  private async fetch(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.asking?.abort();
    if (!this.asked) return;
    const { query } = this.asked;
    const asking = (this.asking = new AbortController());
    try {
      this.told = await api.get<Statistics>(pathOf(this.asked), { signal: asking.signal });
      this.problem = this.senseless = undefined;
    } catch (error) {
      if (asking.signal.aborted) return;
      if (error instanceof Problem && error.code === 'senseless_query') this.senseless = query;
      else if (error instanceof Problem) this.problem = error.detail;
      else if (error instanceof Offline) this.problem = t('connection.unreachable');
      else throw error;
    }
  }
}

function pathOf({ query, ...period }: Asked): string {
  const said = { ...period, ...(query && { query }) };
  return `/statistics?${new URLSearchParams(said).toString()}`;
}
