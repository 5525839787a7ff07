"""What crosses the network about checklists."""

from typing import Annotated

from pydantic import Field

from verkstad.boards.wire import Stage
from verkstad.kernel.dates import When
from verkstad.kernel.wire import Flag, Id, Incoming, Line, Moment, Outgoing

MOST_LINES = 200

ChecklistTitle = Annotated[str, Line(120, least=1), Field(examples=["Från uppstartsmötet"])]
RowText = Annotated[str, Line(500, least=1), Field(examples=["Få bekräftelse från enhetscheferna på SFI"])]


class Became(Outgoing):
    """The assignment that a row became, as far as the reader may see it."""

    id: str
    board_id: str
    number: int
    title: str
    lane: str | None = Field(description="The title of the lane where it stands; null when it is closed.")
    stage: Stage | None


class RowOut(Outgoing):
    """A row of a checklist; rows stand in the order of their ranks."""

    id: str
    text: str
    rank: str
    user_id: str | None
    due: str | None
    done_at: Moment | None
    done_by: str | None
    became: Became | None
    version: int


class ChecklistOut(Outgoing):
    """A checklist with its rows."""

    id: str
    title: str
    rank: str
    version: int
    rows: list[RowOut]


class ChecklistIn(Incoming):
    """A checklist to add, last, perhaps with rows."""

    title: ChecklistTitle
    rows: Annotated[list[RowText], Field(max_length=MOST_LINES)] = Field(default_factory=list)


class ChecklistChange(Incoming):
    """What to change of a checklist."""

    title: ChecklistTitle


class ChecklistMove(Incoming):
    """Where a checklist is to stand: after another, first (null), or last (left out)."""

    after: Id | None = None


class RowsIn(Incoming):
    """Rows to add: after another, first (null), or last (left out)."""

    rows: Annotated[list[RowText], Field(min_length=1, max_length=MOST_LINES)]
    after: Id | None = None


class RowChange(Incoming):
    """What to change of a row; what is left out stays, null clears."""

    text: RowText | None = None
    user_id: Id | None = None
    due: When | None = None
    done: Flag | None = None


class RowMove(Incoming):
    """Where a row is to stand, perhaps in another checklist of the assignment."""

    checklist_id: Id | None = None
    after: Id | None = None


class RowCardIn(Incoming):
    """The lane of the assignment that a row becomes; without one it is the first."""

    lane_id: Id | None = None
