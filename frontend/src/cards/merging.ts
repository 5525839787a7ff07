/** Two people's versions of one text, passage by passage, and the text that a reader's choices make of them. */
import type { Problem } from '../kernel/api';
import type { Id } from '../kernel/wire';

export type Passage =
  { readonly text: string } | { readonly mine: string; readonly theirs: string };
export type Choice = 'mine' | 'theirs' | 'both';

export interface Dispute {
  readonly by: Id | null;
  /** The revision that is there now: what is chosen is saved on top of it. */
  readonly revisionId: Id | null;
  readonly passages: readonly Passage[];
}

/** What the server tells when both have changed the same passage. */
export function disputeIn(problem: Problem): Dispute | undefined {
  const { passages, revisionId, by } = problem;
  return problem.code === 'changed_since' && passages ? { by, revisionId, passages } : undefined;
}

/** The whole text; nothing is lost where nothing was chosen. */
export function composed(passages: readonly Passage[], choices: readonly Choice[]): string {
  let disputed = 0;
  return passages
    .map((passage) => {
      if ('text' in passage) return passage.text;
      const choice = choices[disputed++] ?? 'both';
      if (choice !== 'both') return passage[choice];
      return joined(passage.theirs, passage.mine);
    })
    .join('');
}

function joined(first: string, second: string): string {
  if (!first.trim() || !second.trim()) return first.trim() ? first : second;
  return /^\s/.test(second) ? first + second : `${first}\n\n${second}`;
}
