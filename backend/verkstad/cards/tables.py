"""Tables of assignments."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from verkstad.kernel.columns import Bytewise


class Card(SQLModel, table=True):
    """An assignment (uppdrag). A closed one stands in no lane, and remembers the one it left.

    `label_ids` (JSON), `row_count`, `rows_done`, `comment_count`, `attachment_count` and `blocked_since` repeat what
    the parts of the card say, so that a board is read without them; `due_last` is the last day that `due` may mean.
    """

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("lane_id", "rank"),
        UniqueConstraint("board_id", "number"),
        Index("ix_card_board_closed", "board_id", "closed_at"),
        CheckConstraint("health IN ('on_track', 'at_risk', 'off_track', 'unknown')", name="health"),
        CheckConstraint("reason IN ('cancelled', 'handed_over', 'merged', 'mistake')", name="reason"),
        CheckConstraint("(lane_id IS NULL) = (closed_at IS NOT NULL)", name="closed_has_no_lane"),
        CheckConstraint("(lane_id IS NULL) = (rank IS NULL)", name="rank_is_in_a_lane"),
        CheckConstraint("priority BETWEEN 1 AND 3", name="priority"),
    )

    id: str = Field(primary_key=True, sa_type=Bytewise)
    board_id: str = Field(foreign_key="board.id", sa_type=Bytewise)
    lane_id: str | None = Field(foreign_key="lane.id", sa_type=Bytewise)
    left_lane_id: str | None = Field(default=None, sa_type=Bytewise)
    number: int
    rank: str | None = Field(sa_type=Bytewise)
    title: str
    owner_id: str | None = Field(default=None, foreign_key="user.id", index=True, sa_type=Bytewise)
    deputy_id: str | None = Field(default=None, foreign_key="user.id", index=True, sa_type=Bytewise)
    start: str | None = Field(default=None, sa_type=Bytewise)
    due: str | None = Field(default=None, sa_type=Bytewise)
    due_last: str | None = Field(default=None, sa_type=Bytewise)
    health: str = "unknown"
    health_note: str = ""
    health_at: str | None = Field(default=None, sa_type=Bytewise)
    health_by: str | None = Field(default=None, foreign_key="user.id", sa_type=Bytewise)
    description_id: str | None = Field(default=None, foreign_key="revision.id", sa_type=Bytewise)
    background_id: str | None = Field(default=None, foreign_key="revision.id", sa_type=Bytewise)
    common_need: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    priority: int | None = None
    consultation: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    consulted_on: str | None = Field(default=None, sa_type=Bytewise)
    processes: str = Field(default="[]", sa_column_kwargs={"server_default": "[]"})
    warning_answer: str = Field(default="", sa_column_kwargs={"server_default": ""})
    warning_answered_at: str | None = Field(default=None, sa_type=Bytewise)
    warning_answered_by: str | None = Field(default=None, foreign_key="user.id", sa_type=Bytewise)
    label_ids: str = Field(default="[]", sa_column_kwargs={"server_default": "[]"})
    row_count: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    rows_done: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    comment_count: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    attachment_count: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    blocked_since: str | None = Field(default=None, sa_type=Bytewise)
    since: str = Field(sa_type=Bytewise)
    created_at: str = Field(sa_type=Bytewise)
    created_by: str = Field(foreign_key="user.id", sa_type=Bytewise)
    version: int
    updated_at: str = Field(sa_type=Bytewise)
    updated_by: str = Field(foreign_key="user.id", sa_type=Bytewise)
    closed_at: str | None = Field(default=None, sa_type=Bytewise)
    closed_by: str | None = Field(default=None, foreign_key="user.id", sa_type=Bytewise)
    reason: str | None = None
    note: str = ""


class FormerNumber(SQLModel, table=True):
    """The number that a card had on a plan which it has left; its old address still finds it."""

    __tablename__ = "former_number"

    board_id: str = Field(primary_key=True, foreign_key="board.id", sa_type=Bytewise)
    number: int = Field(primary_key=True)
    card_id: str = Field(foreign_key="card.id", index=True, sa_type=Bytewise)


class Piece(SQLModel):
    """What every part of a card has: whose it is, who made it and wrote it last, and whether it is removed."""

    id: str = Field(primary_key=True, sa_type=Bytewise)
    card_id: str = Field(foreign_key="card.id", index=True, sa_type=Bytewise)
    made_at: str = Field(sa_type=Bytewise)
    made_by: str = Field(foreign_key="user.id", sa_type=Bytewise)
    updated_at: str = Field(sa_type=Bytewise)
    updated_by: str = Field(foreign_key="user.id", sa_type=Bytewise)
    removed_at: str | None = Field(default=None, sa_type=Bytewise)
    version: int


class Labelling(Piece, table=True):
    """That a card carries a label of its plan."""

    __tablename__ = "labelling"

    label_id: str = Field(foreign_key="label.id", index=True, sa_type=Bytewise)


class Participation(Piece, table=True):
    """That a person takes part beside the owner and the deputy."""

    __tablename__ = "participation"

    user_id: str = Field(foreign_key="user.id", index=True, sa_type=Bytewise)


class Checklist(Piece, table=True):
    """A checklist of a card."""

    __tablename__ = "checklist"

    title: str
    rank: str = Field(sa_type=Bytewise)


class ChecklistRow(Piece, table=True):
    """A row of a checklist: what, perhaps who and when, and the card that it became."""

    __tablename__ = "checklist_row"

    checklist_id: str = Field(foreign_key="checklist.id", index=True, sa_type=Bytewise)
    text: str
    rank: str = Field(sa_type=Bytewise)
    user_id: str | None = Field(default=None, foreign_key="user.id", index=True, sa_type=Bytewise)
    due: str | None = Field(default=None, sa_type=Bytewise)
    done_at: str | None = Field(default=None, sa_type=Bytewise)
    done_by: str | None = Field(default=None, foreign_key="user.id", sa_type=Bytewise)
    became_id: str | None = Field(default=None, foreign_key="card.id", sa_type=Bytewise)


class Blocker(Piece, table=True):
    """A stoppkloss: what stops the card, who can take it away, and how it ended."""

    __tablename__ = "blocker"

    what: str
    remover_id: str | None = Field(default=None, foreign_key="user.id", index=True, sa_type=Bytewise)
    remover: str = ""
    answer_by: str | None = Field(default=None, sa_type=Bytewise)
    resolved_at: str | None = Field(default=None, sa_type=Bytewise)
    resolved_by: str | None = Field(default=None, foreign_key="user.id", sa_type=Bytewise)
    how: str = ""


class SameBlocker(Piece, table=True):
    """That somebody had the same blocker ("vi hade samma")."""

    __tablename__ = "same_blocker"

    blocker_id: str = Field(foreign_key="blocker.id", index=True, sa_type=Bytewise)
    user_id: str = Field(foreign_key="user.id", sa_type=Bytewise)


class Comment(Piece, table=True):
    """A comment on a card or on one of its blockers; its words are revisions."""

    __tablename__ = "comment"

    revision_id: str = Field(foreign_key="revision.id", sa_type=Bytewise)
    mentions: str = "[]"
    blocker_id: str | None = Field(default=None, foreign_key="blocker.id", sa_type=Bytewise)
    edited_at: str | None = Field(default=None, sa_type=Bytewise)


class Attachment(Piece, table=True):
    """A file, a link or a folder path; a file is known by the SHA-256 of its bytes."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("kind IN ('file', 'link', 'folder')", name="kind"),
        CheckConstraint("(kind = 'file') = (hash IS NOT NULL)", name="a_file_has_bytes"),
    )

    kind: str
    name: str
    target: str = ""
    hash: str | None = Field(default=None, index=True, sa_type=Bytewise)
    media_type: str = ""
    size: int | None = None
    preview_hash: str | None = Field(default=None, index=True, sa_type=Bytewise)


class Relation(Piece, table=True):
    """How a card stands to another, of any plan; `card_id` is the one that blocks, duplicates or is part."""

    __tablename__ = "relation"
    __table_args__ = (CheckConstraint("kind IN ('blocks', 'relates', 'duplicates', 'part_of')", name="kind"),)

    other_id: str = Field(foreign_key="card.id", index=True, sa_type=Bytewise)
    kind: str


class PlanLink(Piece, table=True):
    """That a card is shown on a further plan."""

    __tablename__ = "plan_link"

    board_id: str = Field(foreign_key="board.id", index=True, sa_type=Bytewise)


class Phase(Piece, table=True):
    """A phase of a card, with its own leader and dates."""

    __tablename__ = "phase"

    title: str
    rank: str = Field(sa_type=Bytewise)
    leader_id: str | None = Field(default=None, foreign_key="user.id", sa_type=Bytewise)
    start: str | None = Field(default=None, sa_type=Bytewise)
    due: str | None = Field(default=None, sa_type=Bytewise)


class FieldValue(Piece, table=True):
    """What a card says in one of its plan's own fields, as JSON of the field's kind."""

    __tablename__ = "field_value"

    field_id: str = Field(foreign_key="custom_field.id", index=True, sa_type=Bytewise)
    value: str
