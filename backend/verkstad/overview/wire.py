"""What crosses the network of the whole."""

from pydantic import Field

from verkstad.cards.wire import Health
from verkstad.kernel.wire import Moment, Outgoing


class Counts(Outgoing):
    """How many assignments stand in each stage."""

    planned: int = 0
    active: int = 0
    waiting: int = 0
    done: int = 0


class HealthCounts(Outgoing):
    """How the assignments that are active or waiting stand; of what is planned or done nothing is demanded."""

    on_track: int = 0
    at_risk: int = 0
    off_track: int = 0
    unknown: int = 0


class BoardRow(Outgoing):
    """A plan in a list."""

    id: str
    name: str
    purpose: str
    owner_id: str | None
    closed_at: Moment | None
    restricted: bool
    counts: Counts
    may_change: bool
    version: int
    updated_at: Moment
    updated_by: str


class Last(Outgoing):
    """The latest thing that happened on a plan."""

    type: str
    card_id: str | None
    number: int | None
    title: str | None
    by: str
    at: Moment


class PlanRow(Outgoing):
    """A plan in the overview."""

    id: str
    name: str
    purpose: str
    owner_id: str | None
    counts: Counts
    health: HealthCounts
    late: int
    version: int
    updated_at: Moment
    updated_by: str
    last: Last | None


class CardRow(Outgoing):
    """An assignment that the reader should know of."""

    card_id: str
    board_id: str
    number: int
    title: str
    owner_id: str | None


class LateRow(CardRow):
    """An assignment past its due date and not done."""

    due: str = Field(description="A day, or a month, season or year (EDTF) where no more is known.")
    days: int = Field(description="Days since the last day that it may mean.")


class WaitingRow(CardRow):
    """An assignment that waits."""

    lane: str
    since: Moment


class SilentRow(CardRow):
    """An active assignment whose health nobody has told for four weeks."""

    weeks: int | None = Field(description="Whole weeks since the last report; null where there was none.")


class DeviatingRow(CardRow):
    """An assignment that its owner reports as at risk or off track."""

    health: Health
    health_note: str
    health_at: Moment | None


class Overview(Outgoing):
    """The whole across the plans that the reader sees, closed plans left out."""

    administration: str
    today: str
    week: str = Field(description="The ISO week of today.", examples=["2026-W47"])
    boards: list[PlanRow]
    late: list[LateRow]
    waiting: list[WaitingRow]
    not_followed_up: list[SilentRow]
    deviating: list[DeviatingRow]
