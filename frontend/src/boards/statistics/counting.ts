/** What a picture's sentence says is read from the same figures as the picture. */
import type { Stage, Statistics } from '../../kernel/wire';

/** From the bottom upwards, as the marks stand on the rule from left to right. */
export const STAGES: readonly Stage[] = ['done', 'active', 'waiting', 'planned'];

export type Flow = Statistics['flow'];

export interface Band {
  readonly stage: Stage;
  /** Lower and upper edge, day by day. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

export function bandsOf(flow: Flow): Band[] {
  let lower: readonly number[] = flow.done.map(() => 0);
  return STAGES.map((stage) => {
    const upper = flow[stage].map((count, i) => count + (lower[i] ?? 0));
    const band = { stage, lower, upper };
    lower = upper;
    return band;
  });
}

export function totalsOf(flow: Flow): number[] {
  return flow.done.map((_, i) => STAGES.reduce((sum, stage) => sum + (flow[stage][i] ?? 0), 0));
}

/** Figures to draw lines at: few, and round. */
export function gridOf(most: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000].find(
    (each) => most / each <= 5,
  );
  const every = step ?? 20_000;
  return Array.from({ length: Math.floor(most / every) + 1 }, (_, i) => i * every);
}

/** Every day of a month, and the Sundays and the last day of what is longer: what the table tells. */
export function daysTold(weekdays: readonly number[]): number[] {
  const all = weekdays.map((_, i) => i);
  if (all.length <= 31) return all;
  return all.filter((i) => weekdays[i] === 7 || i === all.length - 1);
}

export function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** Assignments per mark: one each, until the highest pile would be higher than this. */
export function perMark(counts: readonly number[], most = 14): number {
  const highest = Math.max(0, ...counts);
  return steps.find((step) => highest <= most * step) ?? 2_000;
}

/** Whole days, never fewer than it was: "within 14 days" stays true. */
export function wholeDays(days: number): number {
  return Math.max(1, Math.ceil(days));
}
