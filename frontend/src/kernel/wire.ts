/** The contract as the client sees it: what the server sends and takes. */

export type Id = string;
/** UTC, ISO 8601 with milliseconds. */
export type Instant = string;
/** `YYYY-MM-DD`. */
export type Day = string;

export type Language = 'sv' | 'en';
export type Theme = 'system' | 'light' | 'dark';
export type Role = 'admin' | 'coordinator' | 'employee' | 'guest';
export type Scope = 'read' | 'write';
export type Stage = 'planned' | 'active' | 'waiting' | 'done';
export type HealthValue = 'on_track' | 'at_risk' | 'off_track' | 'unknown';
export type WipRule = 'warn' | 'refuse';
export type ClosingReason = 'cancelled' | 'handed_over' | 'merged';

export type Page<T> = { items: T[]; next: string | null };
export type WriteDone = { version: number; op: string };
export type FieldProblem = { field: string; detail: string };

export type SetUp = { needed: boolean; demo: boolean; name: string; default_language: Language };
export type Me = {
  id: Id;
  name: string;
  email: string;
  title: string | null;
  unit: string | null;
  role: Role;
  administration: { id: Id; name: string };
  language: Language;
  theme: Theme;
  introduced: boolean;
};
export type Session = { person: Me; expires_at: Instant; scope: Scope };
export type SessionRow = {
  id: Id;
  created_at: Instant;
  expires_at: Instant;
  agent: string | null;
  current: boolean;
};
export type Token = {
  id: Id;
  name: string;
  scope: Scope;
  created_at: Instant;
  expires_at: Instant | null;
  last_used_at: Instant | null;
};
export type Person = {
  id: Id;
  name: string;
  title: string | null;
  unit: string | null;
  role: Role;
  state: 'active' | 'invited' | 'disabled';
  email: string | null;
};
export type Invited = { person: Person; link: string; expires_at: Instant };
export type Invitation = { link: string; expires_at: Instant };
export type Persona = {
  name: string;
  email: string;
  password: string;
  role: Role;
  persona:
    'coordinator' | 'leadership' | 'leader' | 'member' | 'employee' | 'resident' | 'administrator';
};

export type Counts = Record<Stage, number>;
export type BoardRow = {
  id: Id;
  name: string;
  purpose: string | null;
  owner_id: Id | null;
  closed_at: Instant | null;
  restricted: boolean;
  counts: Counts;
  may_change: boolean;
  version: number;
  updated_at: Instant;
  updated_by: Id | null;
};
export type Board = {
  id: Id;
  name: string;
  purpose: string | null;
  owner_id: Id | null;
  period_start: Day | null;
  period_end: Day | null;
  decision: string | null;
  folder: string | null;
  restricted: boolean;
  closed_at: Instant | null;
  created_at: Instant;
  version: number;
  updated_at: Instant;
  updated_by: Id | null;
};
export type Lane = {
  id: Id;
  title: string;
  stage: Stage;
  wip_limit: number | null;
  wip_rule: WipRule;
  rank: string;
  version: number;
};
export type Face = {
  id: Id;
  number: number;
  lane_id: Id;
  rank: string;
  title: string;
  owner_id: Id | null;
  start: Day | null;
  due: Day | null;
  health: HealthValue;
  health_note: string | null;
  health_at: Instant | null;
  described: boolean;
  since: Instant;
  version: number;
};
export type Snapshot = {
  version: number;
  board: Board;
  lanes: Lane[];
  cards: Face[];
  members: Id[];
};
export type Card = Face & {
  board: { id: Id; name: string };
  description: {
    text: string;
    html: string;
    revision_id: Id | null;
    at: Instant | null;
    by: Id | null;
  };
  created_at: Instant;
  created_by: Id | null;
  updated_at: Instant;
  updated_by: Id | null;
  closed: { reason: ClosingReason; note: string | null; at: Instant; by: Id | null } | null;
};
export type ClosedCard = {
  id: Id;
  number: number;
  title: string;
  owner_id: Id | null;
  closed_at: Instant;
  closed_by: Id | null;
  reason: ClosingReason;
  note: string | null;
};

export type OverviewCard = {
  card_id: Id;
  board_id: Id;
  number: number;
  title: string;
  owner_id: Id | null;
  due: Day | null;
};
export type OverviewBoard = {
  id: Id;
  name: string;
  purpose: string | null;
  owner_id: Id | null;
  counts: Counts;
  health: Record<HealthValue, number>;
  late: number;
  version: number;
  updated_at: Instant;
  updated_by: Id | null;
  last: {
    type: EventType;
    card_id: Id | null;
    number: number | null;
    title: string | null;
    by: Id | null;
    at: Instant;
  } | null;
};
export type Overview = {
  administration: { id: Id; name: string };
  today: Day;
  week: number;
  boards: OverviewBoard[];
  late: (OverviewCard & { days: number })[];
  waiting: (OverviewCard & { since: Instant })[];
  not_followed_up: (OverviewCard & { weeks: number | null })[];
  deviating: (OverviewCard & {
    health: HealthValue;
    health_note: string | null;
    health_at: Instant | null;
  })[];
};

type Common = {
  board_id: Id;
  version: number;
  at: Instant;
  by: Id | null;
  op: string;
};
type Change<T> = { to: Partial<T>; from: Partial<T> };
type Place = { lane_id: Id; rank: string };
type Assessment = Pick<Face, 'health' | 'health_note' | 'health_at'>;

/** Everything that can happen on a board; the reducer's switch over `type` is exhaustive. */
export type BoardEvent = Common &
  (
    | { type: 'board.started'; board: Board; lanes: Lane[]; members: Id[] }
    | ({ type: 'board.changed' } & Change<Board>)
    | { type: 'board.closed' }
    | { type: 'board.reopened' }
    | { type: 'lane.added'; lane: Lane }
    | ({ type: 'lane.changed'; lane_id: Id } & Change<Lane>)
    | { type: 'lane.moved'; lane_id: Id; to: { rank: string }; from: { rank: string } }
    | { type: 'lane.removed'; lane_id: Id }
    | { type: 'member.added'; user_id: Id }
    | { type: 'member.removed'; user_id: Id }
    | { type: 'card.created'; card: Face }
    | ({ type: 'card.changed'; card_id: Id } & Change<Face>)
    | {
        type: 'card.described';
        card_id: Id;
        to: { revision_id: Id | null };
        from: { revision_id: Id | null };
      }
    | { type: 'card.assessed'; card_id: Id; to: Assessment; from: Assessment }
    | { type: 'card.moved'; card_id: Id; to: Place; from: Place }
    | {
        type: 'card.closed';
        card_id: Id;
        reason: ClosingReason;
        note: string | null;
        from: Place;
      }
    | { type: 'card.reopened'; card: Face }
    | { type: 'card.left'; card_id: Id; to_board_id: Id }
    | { type: 'card.arrived'; card: Face; from_board_id: Id; from_number: number }
  );
export type EventType = BoardEvent['type'];
