/** Whatever can be done with a plan is asked here, and a no comes with the reason that the server would give. */
import { people } from '../kernel/people.svelte';
import type { Face, Id, Me, Scope } from '../kernel/wire';
import { t } from '../kernel/words';
import type { Verdict } from '../cards/verdict';
import type { BoardState } from './apply';

export type { Verdict };

export interface Can {
  /** Write, change, assess and close cards. */
  change(): Verdict;
  /** Moves the card, to this lane when one is named. */
  move(card?: Pick<Face, 'lane_id'>, toLaneId?: Id): Verdict;
  /** Arrange lanes, members and what is said about the plan. */
  arrange(): Verdict;
  /** Close the plan, and open it again. */
  close(): Verdict;
}

const yes: Verdict = { ok: true };
const no = (reason: string): Verdict => ({ ok: false, reason });

export function whatCan(who: { me: Me; scope: Scope }, state: BoardState): Can {
  const change = (): Verdict => firstNo(belongs(who, state), isOpen(state));
  return {
    change,
    move: (card, toLaneId) => firstNo(change(), hasRoom(state, card, toLaneId)),
    arrange: () => firstNo(belongs(who, state), notGuest(who.me), isOpen(state)),
    close: () => firstNo(belongs(who, state), notGuest(who.me)),
  };
}

/** Who may start a plan; that is asked before there is one. */
export function canStart(me: Me): boolean {
  return me.role === 'admin' || me.role === 'coordinator';
}

function firstNo(...verdicts: Verdict[]): Verdict {
  return verdicts.find((verdict) => !verdict.ok) ?? yes;
}

function belongs({ me, scope }: { me: Me; scope: Scope }, { board, members }: BoardState): Verdict {
  const everywhere = me.role === 'admin' || me.role === 'coordinator';
  const here = members.includes(me.id) || (me.role !== 'guest' && board.owner_id === me.id);
  if (scope === 'write' && (everywhere || here)) return yes;
  const owner = board.owner_id;
  return no(
    owner && owner !== me.id
      ? t('plan.may_not', { name: people.get(owner).name })
      : t('plan.may_not_ownerless'),
  );
}

function isOpen({ board }: BoardState): Verdict {
  return board.closed_at === null ? yes : no(t('plan.is_closed'));
}

function notGuest(me: Me): Verdict {
  return me.role === 'guest' ? no(t('plan.guests_may_not')) : yes;
}

function hasRoom(state: BoardState, card?: Pick<Face, 'lane_id'>, toLaneId?: Id): Verdict {
  const lane = state.lanes.find(({ id }) => id === toLaneId);
  if (!lane || lane.id === card?.lane_id || lane.wip_rule !== 'refuse' || lane.wip_limit === null)
    return yes;
  const count = state.lists.get(lane.id)?.length ?? 0;
  return count < lane.wip_limit
    ? yes
    : no(t('lane.is_full', { lane: lane.title, limit: lane.wip_limit }));
}
