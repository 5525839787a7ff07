"""Tables of what people are told."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from verkstad.kernel.columns import Bytewise


class Notice(SQLModel, table=True):
    """That something in the log concerns a person. What it says is read from the log, as far as they may see it."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("user_id", "stream", "version"),
        Index("ix_notice_user_read", "user_id", "read_at"),
    )

    id: str = Field(primary_key=True, sa_type=Bytewise)
    user_id: str = Field(foreign_key="user.id", sa_type=Bytewise)
    kind: str
    stream: str = Field(sa_type=Bytewise)
    version: int
    card_id: str = Field(foreign_key="card.id", sa_type=Bytewise)
    at: str = Field(sa_type=Bytewise)
    read_at: str | None = Field(default=None, sa_type=Bytewise)
