/** A small plan with named people for the tests of this folder. */
import type { BoardEvent, Face, Lane, Snapshot } from '../kernel/wire';

export const asa = '0193-asa';
export const marta = '0193-marta';
const at = '2026-11-21T19:53:41.123Z';

export function aLane(id: string, rank: string, more: Partial<Lane> = {}): Lane {
  return {
    id,
    title: id,
    stage: 'active',
    wip_limit: null,
    wip_rule: 'warn',
    rank,
    version: 1,
    ...more,
  };
}

export function aCard(id: string, laneId: string, rank: string, more: Partial<Face> = {}): Face {
  return {
    id,
    number: Number(id.replace(/\D/g, '')),
    lane_id: laneId,
    rank,
    title: `Uppdrag ${id}`,
    owner_id: null,
    deputy_id: null,
    start: null,
    due: null,
    health: 'unknown',
    health_note: '',
    health_at: null,
    described: false,
    label_ids: [],
    row_count: 0,
    rows_done: 0,
    comment_count: 0,
    attachment_count: 0,
    blocked_since: null,
    since: at,
    version: 1,
    ...more,
  };
}

/** Three lanes: two cards planned, one active, none done. */
export function aPlan(): Snapshot {
  return {
    version: 10,
    board: {
      id: 'plan',
      name: 'Att ha invånaren som medskapare',
      purpose: '',
      owner_id: asa,
      period_start: null,
      period_end: null,
      decision: '',
      folder: '',
      restricted: false,
      closed_at: null,
      created_at: at,
      version: 1,
      updated_at: at,
      updated_by: asa,
    },
    lanes: [
      aLane('planned', 'a0', { stage: 'planned' }),
      aLane('active', 'a1'),
      aLane('done', 'a2', { stage: 'done' }),
    ],
    cards: [
      aCard('c1', 'planned', 'a0'),
      aCard('c3', 'active', 'a0'),
      aCard('c2', 'planned', 'a1'),
    ],
    members: [asa],
    labels: [],
    fields: [],
    linked: [],
  };
}

type Told<E> = E extends BoardEvent
  ? Omit<E, 'board_id' | 'at' | 'by' | 'op'> & { by?: string; op?: string }
  : never;

export function told(event: Told<BoardEvent>): BoardEvent {
  return {
    board_id: 'plan',
    at: '2026-11-21T20:00:00.000Z',
    by: marta,
    op: 'someone',
    ...event,
  } as BoardEvent;
}
