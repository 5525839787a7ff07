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
