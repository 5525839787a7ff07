/** The contract in the client's words: every type is generated from openapi.json, named as we say it. */
import type {
  BoardEvent,
  BoardOut,
  BoardRow,
  CardOut,
  ClosedCard,
  DeviatingRow,
  Face,
  FieldProblem,
  InvitationOut,
  Invited,
  LaneOut,
  LateRow,
  Link,
  Me,
  NewToken,
  Overview,
  Person,
  Persona,
  PlanRow,
  SessionOut,
  SessionRow,
  SetupState,
  SilentRow,
  Snapshot,
  TokenOut,
  WaitingRow,
} from './api.gen';

export type {
  BoardEvent,
  BoardRow,
  ClosedCard,
  Face,
  FieldProblem,
  Invited,
  Me,
  NewToken,
  Overview,
  Person,
  Persona,
  SessionRow,
  Snapshot,
};
export type { Done as WriteDone } from './api.gen';

export type Id = string;
/** UTC, ISO 8601 with milliseconds. */
export type Instant = string;
/** `YYYY-MM-DD`. */
export type Day = string;

export type Board = BoardOut;
export type Lane = LaneOut;
export type Card = CardOut;
export type Session = SessionOut;
export type SetUp = SetupState;
export type Token = TokenOut;
export type Invitation = Link;
export type Preview = InvitationOut;
export type OverviewBoard = PlanRow;
export type OverviewCard = LateRow | WaitingRow | SilentRow | DeviatingRow;

export type Language = Me['language'];
export type Theme = Me['theme'];
export type Role = Me['role'];
export type Scope = SessionOut['scope'];
export type Stage = LaneOut['stage'];
export type WipRule = LaneOut['wip_rule'];
export type HealthValue = Face['health'];
export type ClosingReason = ClosedCard['reason'];
export type Counts = BoardRow['counts'];
export type EventType = BoardEvent['type'];

export type Page<T> = { items: T[]; next?: string | null };
