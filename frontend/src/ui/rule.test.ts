import { describe, expect, it } from 'vitest';
import { marksFor, most, perMark } from './rule';

describe('the rule', () => {
  it.each([
    [[0], 1],
    [[25], 1],
    [[10, 10, 10, 10], 1],
    [[41], 2],
    [[80], 2],
    [[81], 5],
    [[200], 5],
    [[201], 10],
    [[5000], 200],
  ])('%j: each mark is %i', (counts, per) => {
    expect(perMark(counts)).toBe(per);
  });

  it('shows a stage that has but one', () => {
    expect(marksFor(1, 10)).toBe(1);
    expect(marksFor(0, 10)).toBe(0);
  });

  it('stays short', () => {
    for (const counts of [
      [999, 1, 1, 1],
      [39, 1, 1, 1],
      [5000, 5000],
    ]) {
      const marks = counts.map((count) => marksFor(count, perMark(counts)));
      expect(marks.reduce((a, b) => a + b)).toBeLessThanOrEqual(most + counts.length);
    }
  });
});
