/** Everything that the picture of an assignment says, in words: for who listens, reads or prints. */
import { daysLate, showDate } from '../../kernel/days';
import { people } from '../../kernel/people.svelte';
import type { Id } from '../../kernel/wire';
import { listed, t } from '../../kernel/words';
import type { Beside, Phase } from './beside.svelte';
import { datesInWords } from './carrying.svelte';
import type { CardRow } from './rows';

/** One that stands in a relation: by its number where it is drawn, by its plan and title where it is another's. */
export interface Tie {
  readonly words: string;
  readonly elsewhere: boolean;
}

/** Those of this plan that are not drawn, since the filter leaves them out, are not named. */
export interface Ties {
  readonly blocks: readonly Tie[];
  readonly blockedBy: readonly Tie[];
}

export const untied: Ties = { blocks: [], blockedBy: [] };

export function tiesOf(
  besides: readonly Beside[],
  numberOf: (id: Id) => number | undefined,
): Map<Id, Ties> {
  const found = new Map<Id, { blocks: Tie[]; blockedBy: Tie[] }>();
  const of = (id: Id) => {
    const ties = found.get(id) ?? { blocks: [], blockedBy: [] };
    found.set(id, ties);
    return ties;
  };
  const others = new Map(besides.flatMap((each) => each.elsewhere).map((each) => [each.id, each]));
  const tieOf = (id: Id): Tie | undefined => {
    const number = numberOf(id);
    if (number !== undefined) return { words: String(number), elsewhere: false };
    const other = others.get(id);
    if (!other) return undefined;
    const { number: no, title, board_name: plan } = other;
    return { words: t('timeline.of_other', { number: no, title, plan }), elsewhere: true };
  };
  const seen = new Set<Id>();
  for (const { id, card_id: one, blocks_id: other } of besides.flatMap((each) => each.blocking)) {
    const [from, to] = [tieOf(one), tieOf(other)];
    if (from === undefined || to === undefined || seen.has(id)) continue;
    seen.add(id);
    of(one).blocks.push(to);
    of(other).blockedBy.push(from);
  }
  return found;
}

export function isLate({ card, lane }: CardRow): boolean {
  return lane.stage !== 'done' && daysLate(card.due) > 0;
}

export function phaseInWords({ title, start, due }: Phase): string {
  return `${title} (${datesInWords({ start, due })})`;
}

/** What the picture has no line for. */
export function elsewhereOf({ blocks, blockedBy }: Ties): Ties {
  const apart = (ties: readonly Tie[]) => ties.filter(({ elsewhere }) => elsewhere);
  return { blocks: apart(blocks), blockedBy: apart(blockedBy) };
}

export function tiesInWords({ blocks, blockedBy }: Ties): string[] {
  const all = (ties: readonly Tie[]) => listed(ties.map(({ words }) => words));
  return [
    ...(blocks.length > 0 ? [t('timeline.blocks', { numbers: all(blocks) })] : []),
    ...(blockedBy.length > 0 ? [t('timeline.blocked_by', { numbers: all(blockedBy) })] : []),
  ];
}

/** One sentence part after the other, as they would be read from the picture. */
export function rowInWords(row: CardRow, phases: readonly Phase[], ties: Ties): string {
  const { card, lane } = row;
  const parts = [
    lane.title,
    card.owner_id ? people.get(card.owner_id).name : t('timeline.no_owner'),
    datesInWords(card, showDate),
    ...(isLate(row) ? [t('card.late')] : []),
    t(`health.${card.health}`),
    ...phases.map(phaseInWords),
    ...tiesInWords(ties),
  ];
  return parts.join(', ');
}
