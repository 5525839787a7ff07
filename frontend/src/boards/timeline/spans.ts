/** What is drawn of dates as far as they are known: a bar, a mark, or a span with soft ends. */
import { firstDay, isWholeDay, lastDay } from '../../kernel/days';
import type { When } from '../../kernel/wire';
import { numberOf } from './scale';

export interface Dates {
  readonly start: When | null;
  readonly due: When | null;
}

export interface Span {
  /** From one day until before another, in numbers of days. */
  readonly from: number;
  readonly to: number;
  /** So many days at the ends may belong to it or not. */
  readonly softStart: number;
  readonly softEnd: number;
  /** Only the end is known, or only the beginning. */
  readonly only: 'due' | 'start' | null;
}

export function spanOf({ start, due }: Dates): Span | undefined {
  if (start && due) {
    const from = numberOf(firstDay(start));
    const to = numberOf(lastDay(due)) + 1;
    const [softStart, softEnd] = fitted(softness(start), softness(due), to - from);
    return { from, to, softStart, softEnd, only: null };
  }
  const one = start ?? due;
  if (!one) return undefined;
  const from = numberOf(firstDay(one));
  const to = numberOf(lastDay(one)) + 1;
  const soft = softness(one) * 0.4;
  return { from, to, softStart: soft, softEnd: soft, only: due ? 'due' : 'start' };
}

/** A month is soft for as long as it is, a day not at all. */
function softness(date: When): number {
  return isWholeDay(date) ? 0 : numberOf(lastDay(date)) - numberOf(firstDay(date)) + 1;
}

/** Both soft ends share what there is, so that something in the middle is firm. */
function fitted(start: number, end: number, days: number): [number, number] {
  const most = days * 0.9;
  if (start + end <= most) return [start, end];
  return [(start * most) / (start + end), (end * most) / (start + end)];
}
