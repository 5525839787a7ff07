/** What stands where in a calendar: on its day, some time in a month or a year, or nowhere yet. */
import { daysLate, firstDay, isWholeDay, lastDay } from '../../kernel/days';
import type { Day, Face, Lane, When } from '../../kernel/wire';
import type { ShownPlan } from '../views/shown';

export interface Entry {
  readonly shown: ShownPlan;
  readonly card: Face;
  readonly lane: Lane;
  readonly late: boolean;
}

export interface Filled {
  readonly days: ReadonlyMap<Day, readonly Entry[]>;
  /** Months, seasons and years that touch the period, the nearest first. */
  readonly partly: readonly { readonly when: When; readonly entries: readonly Entry[] }[];
  readonly undated: readonly Entry[];
}

/** `always` is a month that stands there also when nothing is due in it: one can be put in it. */
export function fill(plans: readonly ShownPlan[], from: Day, to: Day, always?: When): Filled {
  const days = new Map<Day, Entry[]>();
  const partly = new Map<When, Entry[]>(always ? [[always, []]] : []);
  const undated: Entry[] = [];
  for (const shown of plans) {
    const lanes = new Map(shown.plan.lanes.map((lane) => [lane.id, lane]));
    for (const card of shown.cards) {
      const lane = lanes.get(card.lane_id);
      if (!lane) continue;
      const { due } = card;
      const done = lane.stage === 'done';
      // What is done and never had a day is not waiting for one.
      if (!due) void (!done && undated.push({ shown, card, lane, late: false }));
      else if (firstDay(due) <= to && lastDay(due) >= from) {
        const entry = { shown, card, lane, late: !done && daysLate(due) > 0 };
        put(isWholeDay(due) ? days : partly, due, entry);
      }
    }
  }
  const nearest = [...partly].toSorted(([a], [b]) => span(a) - span(b) || (a < b ? -1 : 1));
  return { days, partly: nearest.map(([when, entries]) => ({ when, entries })), undated };
}

function put(where: Map<string, Entry[]>, key: string, entry: Entry): void {
  const there = where.get(key);
  if (there) there.push(entry);
  else where.set(key, [entry]);
}

/** A month before a season before a year. */
function span(when: When): number {
  return Date.parse(lastDay(when)) - Date.parse(firstDay(when));
}
