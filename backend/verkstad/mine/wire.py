"""What crosses the network of one's own assignments."""

from typing import Literal

from pydantic import Field

from verkstad.boards.wire import Stage
from verkstad.cards.wire import Health
from verkstad.kernel.wire import Moment, Outgoing

Role = Literal["owner", "deputy", "participant"]


class Stop(Outgoing):
    """What stops an assignment, and who can take that away."""

    id: str
    what: str
    remover_id: str | None
    remover: str = Field(description="Who else can take it away, in words.")
    answer_by: str | None
    raised_at: Moment


class MyCard(Outgoing):
    """An assignment of one's own, and in what role."""

    card_id: str
    board_id: str
    board_name: str
    number: int
    title: str
    role: Role = Field(description="The first that holds, of owner, deputy and participant.")
    due: str | None = Field(description="A day, or a month, season or year (EDTF) where no more is known.")
    late: bool = Field(description="Whether the last day that `due` may mean has gone by.")
    health: Health
    row_count: int
    rows_done: int
    lane_title: str
    stage: Stage
    since: Moment = Field(description="When it came to its lane.")
    stops: list[Stop] = Field(description="Its standing blockers, the oldest first.")


class MyRow(Outgoing):
    """An open row of a checklist that one stands on."""

    row_id: str
    text: str
    due: str | None
    late: bool
    checklist: str
    card_id: str
    board_id: str
    board_name: str
    number: int
    title: str


class Mine(Outgoing):
    """One's own assignments that are not done, each in one group, the earliest due first; and one's rows."""

    today: str = Field(examples=["2026-11-18"])
    week: str = Field(examples=["2026-W47"])
    overdue: list[MyCard]
    this_week: list[MyCard] = Field(description="Due by the Sunday of this ISO week, today too.")
    later: list[MyCard] = Field(description="Due after this week, then those without a date.")
    waiting: list[MyCard] = Field(description="Stopped, or in a lane where one waits; late ones too.")
    rows: list[MyRow]
    versions: dict[str, int] = Field(
        description="How far each plan named here has come, so that it can be watched from there."
    )
    more: bool = Field(description="Whether there are more than are told: 300 assignments, and 300 rows.")
