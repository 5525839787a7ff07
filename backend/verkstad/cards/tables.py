"""Tables of assignments."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from verkstad.kernel.columns import Bytewise


class Card(SQLModel, table=True):
    """An assignment (uppdrag). A closed one stands in no lane, and remembers the one it left."""

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("lane_id", "rank"),
        UniqueConstraint("board_id", "number"),
        Index("ix_card_board_closed", "board_id", "closed_at"),
        CheckConstraint("health IN ('on_track', 'at_risk', 'off_track', 'unknown')", name="health"),
        CheckConstraint("reason IN ('cancelled', 'handed_over', 'merged')", name="reason"),
        CheckConstraint("(lane_id IS NULL) = (closed_at IS NOT NULL)", name="closed_has_no_lane"),
        CheckConstraint("(lane_id IS NULL) = (rank IS NULL)", name="rank_is_in_a_lane"),
    )

    id: str = Field(primary_key=True, sa_type=Bytewise)
    board_id: str = Field(foreign_key="board.id", sa_type=Bytewise)
    lane_id: str | None = Field(foreign_key="lane.id", sa_type=Bytewise)
    left_lane_id: str | None = Field(default=None, sa_type=Bytewise)
    number: int
    rank: str | None = Field(sa_type=Bytewise)
    title: str
    owner_id: str | None = Field(default=None, foreign_key="user.id", index=True, sa_type=Bytewise)
    start: str | None = Field(default=None, sa_type=Bytewise)
    due: str | None = Field(default=None, sa_type=Bytewise)
    health: str = "unknown"
    health_note: str = ""
    health_at: str | None = Field(default=None, sa_type=Bytewise)
    health_by: str | None = Field(default=None, foreign_key="user.id", sa_type=Bytewise)
    description_id: str | None = Field(default=None, foreign_key="revision.id", sa_type=Bytewise)
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
