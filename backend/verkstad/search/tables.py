"""Tables of what is found; made from everything else, never backed up, and made anew from it."""

from sqlmodel import Field, SQLModel

from verkstad.kernel.columns import Bytewise


class CardIndex(SQLModel, table=True):
    """The terms of an assignment, once each, by where they stand; `seq` rises with the assignments.

    Its plan and whether it is closed stand here too, so that a hit is told from what is not looked for at once.

    `analysis` says by which analysis they were found; 0 where that is still to be done. The migration lays the
    database's own means of finding beside it: FTS5 with triggers, or tsvector columns that PostgreSQL keeps itself.
    """

    __tablename__ = "index_card"

    seq: int | None = Field(default=None, primary_key=True)
    card_id: str = Field(foreign_key="card.id", unique=True, sa_type=Bytewise)
    board_id: str = Field(sa_type=Bytewise)
    closed: bool
    analysis: int = Field(default=0, index=True, sa_column_kwargs={"server_default": "0"})
    title: str = Field(default="", sa_column_kwargs={"server_default": ""})
    signs: str = Field(default="", sa_column_kwargs={"server_default": ""})
    texts: str = Field(default="", sa_column_kwargs={"server_default": ""})
    steps: str = Field(default="", sa_column_kwargs={"server_default": ""})
    comments: str = Field(default="", sa_column_kwargs={"server_default": ""})
    files: str = Field(default="", sa_column_kwargs={"server_default": ""})
    history: str = Field(default="", sa_column_kwargs={"server_default": ""})
