"""The log's tables: clocks, events, operations and revisions of long texts."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from verkstad.kernel.columns import Bytewise


class StreamClock(SQLModel, table=True):
    """How far a stream has come; whoever writes to the stream locks this row first."""

    __tablename__ = "stream_clock"

    stream: str = Field(primary_key=True, sa_type=Bytewise)
    version: int


class Event(SQLModel, table=True):
    """One thing that happened. `body` is what the wire carries of it; `words` are names as they were then."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_stream_subject", "stream", "subject", "version"),
        Index("ix_event_stream_op", "stream", "op"),
        Index("ix_event_by_stream", "by", "stream"),
    )

    stream: str = Field(primary_key=True, sa_type=Bytewise)
    version: int = Field(primary_key=True)
    kind: str
    schema_: int = Field(default=1, sa_column_kwargs={"name": "schema"})
    op: str = Field(sa_type=Bytewise)
    by: str | None = Field(sa_type=Bytewise)
    subject: str | None = Field(sa_type=Bytewise)
    recorded_at: str = Field(sa_type=Bytewise)
    happened_at: str | None = Field(default=None, sa_type=Bytewise)
    body: str
    words: str | None = None


class ReaderCursor(SQLModel, table=True):
    """How far a reader of the log has come in a stream; it has work where the stream's clock is ahead."""

    __tablename__ = "reader_cursor"

    reader: str = Field(primary_key=True, sa_type=Bytewise)
    stream: str = Field(primary_key=True, sa_type=Bytewise)
    version: int


class Operation(SQLModel, table=True):
    """A request that was carried out, so that its retry is answered and not carried out again."""

    __tablename__ = "operation"

    user_id: str = Field(primary_key=True, sa_type=Bytewise)
    key: str = Field(primary_key=True, sa_type=Bytewise)
    request_hash: str
    status: int | None = None
    answer: str | None = None
    at: str = Field(sa_type=Bytewise, index=True)


class Revision(SQLModel, table=True):
    """One version of a long text; events name revisions instead of carrying them."""

    __tablename__ = "revision"

    id: str = Field(primary_key=True, sa_type=Bytewise)
    stream: str = Field(sa_type=Bytewise)
    subject: str = Field(sa_type=Bytewise, index=True)
    field: str
    text: str
    by: str = Field(sa_type=Bytewise)
    at: str = Field(sa_type=Bytewise)
