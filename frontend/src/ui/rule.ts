/** How many marks stand on the rule, and how many things each of them is. */

export const most = 40;
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** Things per mark: one each up to forty, then as few as keep the rule that short. */
export function perMark(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return steps.find((step) => total <= most * step) ?? 1000;
}

/** Marks for one stage; a stage that has anything always shows at least one. */
export function marksFor(count: number, per: number): number {
  return Math.ceil(count / per);
}
