"""Tables of action plans."""

from sqlalchemy import CheckConstraint, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from verkstad.kernel.columns import Bytewise


class Board(SQLModel, table=True):
    """An action plan (handlingsplan)."""

    __tablename__ = "board"

    id: str = Field(primary_key=True, sa_type=Bytewise)
    administration_id: str = Field(foreign_key="administration.id", index=True, sa_type=Bytewise)
    name: str
    purpose: str = ""
    owner_id: str | None = Field(default=None, foreign_key="user.id", sa_type=Bytewise)
    period_start: str | None = Field(default=None, sa_type=Bytewise)
    period_end: str | None = Field(default=None, sa_type=Bytewise)
    decision: str = ""
    folder: str = ""
    restricted: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    next_number: int = 1
    closed_at: str | None = Field(default=None, sa_type=Bytewise)
    created_at: str = Field(sa_type=Bytewise)
    version: int


class Lane(SQLModel, table=True):
    """A status (kolumn) of one plan, of one stage."""

    __tablename__ = "lane"
    __table_args__ = (
        UniqueConstraint("board_id", "rank"),
        CheckConstraint("stage IN ('planned', 'active', 'waiting', 'done')", name="stage"),
        CheckConstraint("wip_rule IN ('warn', 'refuse')", name="wip_rule"),
    )

    id: str = Field(primary_key=True, sa_type=Bytewise)
    board_id: str = Field(foreign_key="board.id", sa_type=Bytewise)
    title: str
    stage: str
    wip_limit: int | None = None
    wip_rule: str = "warn"
    rank: str = Field(sa_type=Bytewise)
    version: int


class Membership(SQLModel, table=True):
    """That a person takes part in a plan and may change it."""

    __tablename__ = "membership"

    board_id: str = Field(primary_key=True, foreign_key="board.id", sa_type=Bytewise)
    user_id: str = Field(primary_key=True, foreign_key="user.id", index=True, sa_type=Bytewise)
    at: str = Field(sa_type=Bytewise)


class Label(SQLModel, table=True):
    """A label of a plan. A removed one stays on the cards that carry it, unseen, so that it can come back."""

    __tablename__ = "label"
    __table_args__ = (CheckConstraint("tint BETWEEN 1 AND 5", name="tint"),)

    id: str = Field(primary_key=True, sa_type=Bytewise)
    board_id: str = Field(foreign_key="board.id", index=True, sa_type=Bytewise)
    name: str
    tint: int
    rank: str = Field(sa_type=Bytewise)
    removed_at: str | None = Field(default=None, sa_type=Bytewise)
    version: int


class CustomField(SQLModel, table=True):
    """A field of a plan's own. Without one the cards show none; a removed one keeps its values, unseen."""

    __tablename__ = "custom_field"
    __table_args__ = (CheckConstraint("kind IN ('text', 'number', 'date', 'choice', 'checkbox')", name="kind"),)

    id: str = Field(primary_key=True, sa_type=Bytewise)
    board_id: str = Field(foreign_key="board.id", index=True, sa_type=Bytewise)
    name: str
    kind: str
    choices: str = "[]"
    rank: str = Field(sa_type=Bytewise)
    removed_at: str | None = Field(default=None, sa_type=Bytewise)
    version: int


class SavedView(SQLModel, table=True):
    """A way of looking that somebody has kept, of one plan or of all: their own, or shared with its readers.

    `settings` (JSON) is what the address keeps beside the filter. A removed one stays, so that it can come back.
    """

    __tablename__ = "saved_view"
    __table_args__ = (CheckConstraint("view IN ('board', 'table', 'calendar', 'timeline', 'statistics')", name="view"),)

    id: str = Field(primary_key=True, sa_type=Bytewise)
    administration_id: str = Field(foreign_key="administration.id", sa_type=Bytewise)
    board_id: str | None = Field(default=None, foreign_key="board.id", index=True, sa_type=Bytewise)
    owner_id: str = Field(foreign_key="user.id", index=True, sa_type=Bytewise)
    name: str
    view: str
    query: str = ""
    settings: str = "{}"
    shared: bool
    rank: str = Field(sa_type=Bytewise)
    made_at: str = Field(sa_type=Bytewise)
    updated_at: str = Field(sa_type=Bytewise)
    updated_by: str = Field(foreign_key="user.id", sa_type=Bytewise)
    removed_at: str | None = Field(default=None, sa_type=Bytewise)
    version: int
