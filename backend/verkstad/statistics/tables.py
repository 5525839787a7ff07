"""Tables of statistics; made from the log, never backed up, and made anew from it."""

from sqlmodel import Field, SQLModel

from verkstad.kernel.columns import Bytewise


class KeptTrail(SQLModel, table=True):
    """What statistics remember of a plan up to a version of its stream; `form` says how it is written."""

    __tablename__ = "index_trail"

    board_id: str = Field(primary_key=True, foreign_key="board.id", sa_type=Bytewise)
    form: str
    version: int
    body: str
