/** The contract in the client's words: every type is generated from openapi.json, named as we say it. */
import type {
  BoardEvent,
  BoardOut,
  BoardRow,
  CardHit,
  CardOut,
  ClosedCard,
  DeviatingRow,
  Face,
  AttachmentOut,
  BlockerOut,
  ChecklistOut,
  CommentOut,
  FieldOut,
  FieldProblem,
  FoundOut,
  InvitationOut,
  InboxOut,
  Invited,
  LabelOut,
  LaneOut,
  LateRow,
  Link,
  Me,
  Mine,
  MyCard,
  MyRow,
  NewToken,
  NoticeOut,
  Occurrence,
  Overview,
  Person,
  Persona,
  PhaseOut,
  PlanRow,
  RemovedPart,
  RelatedCard,
  RelationOut,
  Report,
  RowOut,
  SearchOut,
  SessionOut,
  SessionRow,
  SetupState,
  SilentRow,
  SimilarOut,
  Snapshot,
  Statistics,
  Timeline,
  TokenOut,
  WaitingRow,
  WarningOut,
} from './api.gen';

export type {
  BoardEvent,
  BoardRow,
  CardHit,
  ClosedCard,
  Face,
  FieldProblem,
  FoundOut,
  Invited,
  Me,
  Mine,
  MyCard,
  MyRow,
  NewToken,
  Occurrence,
  Overview,
  Person,
  Persona,
  RemovedPart,
  RelatedCard,
  Report,
  SearchOut,
  SessionRow,
  SimilarOut,
  Snapshot,
  Statistics,
  Timeline,
};
export type { Done as WriteDone, Written } from './api.gen';

export type Id = string;
/** UTC, ISO 8601 with milliseconds. */
export type Instant = string;
/** `YYYY-MM-DD`. */
export type Day = string;
/** A day, `2026-12`, `2027-23` (autumn) or `2027`: a date as far as it is known (EDTF). */
export type When = string;

export type Board = BoardOut;
export type Lane = LaneOut;
export type Card = CardOut;
export type Label = LabelOut;
export type Field = FieldOut;
export type Checklist = ChecklistOut;
export type Row = RowOut;
export type Comment = CommentOut;
export type Attachment = AttachmentOut;
export type Blocker = BlockerOut;
export type Relation = RelationOut;
export type Phase = PhaseOut;
export type Notice = NoticeOut;
export type Inbox = InboxOut;
export type Warning = WarningOut;
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
