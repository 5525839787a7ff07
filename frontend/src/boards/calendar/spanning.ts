/** What lasts longer than a day: assignments from start to due and their phases, as bars over the weeks. */
import type { Day } from '../../kernel/wire';
import type { Phase } from '../timeline/beside.svelte';
import { dayOf, numberOf } from '../timeline/scale';
import { spanOf, type Dates, type Span } from '../timeline/spans';
import type { ShownPlan } from '../views/shown';
import type { Entry } from './filling';

export interface Stretch {
  readonly key: string;
  readonly entry: Entry;
  readonly phase: Phase | undefined;
  readonly dates: Dates;
  readonly span: Span;
}

/** The part of a stretch that lies in one week. */
export interface Piece {
  readonly stretch: Stretch;
  /** Which day of the week it begins on, from 0, and how many days of it. */
  readonly from: number;
  readonly days: number;
  readonly track: number;
  readonly first: Day;
  /** It goes on before this week, and after it. */
  readonly before: boolean;
  readonly after: boolean;
  /** So much of the piece, from 0 to 1, may belong to it or not, as its date is known by month only. */
  readonly softStart: number;
  readonly softEnd: number;
}

export interface Band {
  readonly pieces: readonly Piece[];
  readonly tracks: number;
  /** Those that there is no room for. */
  readonly hidden: readonly Stretch[];
}

export function stretchesOf(
  plans: readonly ShownPlan[],
  phasesOf: (shown: ShownPlan) => (cardId: string) => readonly Phase[],
  from: Day,
  to: Day,
): Stretch[] {
  const [first, end] = [numberOf(from), numberOf(to) + 1];
  const groups: Stretch[][] = [];
  for (const shown of plans) {
    const lanes = new Map(shown.plan.lanes.map((lane) => [lane.id, lane]));
    const phasesIn = phasesOf(shown);
    for (const card of shown.cards) {
      const phases = phasesIn(card.id);
      if (!(card.start && card.due) && phases.length === 0) continue;
      const lane = lanes.get(card.lane_id);
      if (!lane) continue;
      const entry = { shown, card, lane, late: false };
      const group: Stretch[] = [];
      const put = (dates: Dates, phase?: Phase): void => {
        const span = spanOf(dates);
        if (!span || span.from >= end || span.to <= first || span.to - span.from < 2) return;
        group.push({ key: phase?.id ?? card.id, entry, phase, dates, span });
      };
      // Of what has no beginning only the day is known on which it is to be done.
      if (card.start && card.due) put(card);
      for (const phase of phases) put(phase, phase);
      if (group.length > 0) groups.push(group);
    }
  }
  return groups.sort(byBeginning).flat();
}

/** An assignment stands with its phases below it; what begins first before what begins later. */
function byBeginning([a]: Stretch[], [b]: Stretch[]): number {
  if (!a || !b) return 0;
  return a.span.from - b.span.from || b.span.to - a.span.to || (a.key < b.key ? -1 : 1);
}

export function during(stretches: readonly Stretch[], monday: Day): readonly Stretch[] {
  const first = numberOf(monday);
  return stretches.filter(({ span }) => span.from < first + 7 && span.to > first);
}

/** What begins or ends in the week is shown before what only goes on through it. */
export function bandOf(stretches: readonly Stretch[], monday: Day, most: number): Band {
  const first = numberOf(monday);
  const those = during(stretches, monday);
  const turns = ({ span }: Stretch): boolean => span.from >= first || span.to <= first + 7;
  const room = new Set(
    those.length > most
      ? [...those.filter(turns), ...those.filter((each) => !turns(each))].slice(0, most)
      : those,
  );
  const ends: number[] = [];
  const pieces = those
    .filter((each) => room.has(each))
    .map((stretch): Piece => {
      const { span } = stretch;
      const from = Math.max(span.from, first);
      const to = Math.min(span.to, first + 7);
      const free = ends.findIndex((end) => end <= from);
      const track = free < 0 ? ends.length : free;
      ends[track] = to;
      const part = (day: number): number => Math.max(0, Math.min(1, (day - from) / (to - from)));
      return {
        stretch,
        from: from - first,
        days: to - from,
        track,
        first: dayOf(from),
        before: span.from < first,
        after: span.to > first + 7,
        softStart: part(span.from + span.softStart),
        softEnd: 1 - part(span.to - span.softEnd),
      };
    });
  return { pieces, tracks: ends.length, hidden: those.filter((each) => !room.has(each)) };
}
