"""What crosses the network of statistics."""

from pydantic import Field

from verkstad.boards.wire import Stage
from verkstad.kernel.wire import Outgoing


class StageFlow(Outgoing):
    """How many assignments stood in lanes of each stage at the end of each day; a lane counts as it was then."""

    planned: list[int]
    active: list[int]
    waiting: list[int]
    done: list[int]


class LaneFlow(Outgoing):
    """How many assignments stood in a lane at the end of each day."""

    lane_id: str
    title: str = Field(description="As it is now, or was when the lane was removed.")
    stage: Stage
    removed: bool
    counts: list[int]


class Lasting(Outgoing):
    """How long stays have lasted, in days of 24 hours; without any there is no median."""

    count: int
    median_days: float | None
    p85_days: float | None = Field(description="The 85th percentile: most stays, 85 in 100, are no longer.")


class TimeIn(Outgoing):
    """Time in a lane of a plan, or in the lanes of a stage where all plans are told together."""

    lane_id: str | None
    title: str | None
    stage: Stage
    finished: Lasting = Field(description="Stays that ended in the period.")
    now: Lasting = Field(description="What stands there now, and has so far.")


class Week(Outgoing):
    """An ISO week; of the first and the last only the days within the period are counted."""

    week: str = Field(examples=["2026-W47"])
    first: str = Field(description="Its Monday.", examples=["2026-11-16"])
    created: int
    closed: int = Field(description="Closed without being delivered.")
    delivered: int = Field(description="Came to a lane of the stage `done` from a lane of another; each time counts.")


class Statistics(Outgoing):
    """How work has flowed over a period, of plans and never of a person."""

    board_id: str | None
    query: str = Field(
        description="The filter by which assignments were chosen; empty where all are counted.",
        examples=["etikett:kompetens"],
    )
    assignments: int | None = Field(
        description="How many assignments pass the filter, closed ones too; null where there is none.", examples=[24]
    )
    plans: int = Field(description="How many plans are counted.")
    first: str = Field(description="The first day of the period.", examples=["2026-09-01"])
    last: str = Field(description="Its last day.", examples=["2026-11-22"])
    flow: StageFlow
    lanes: list[LaneFlow] = Field(description="For one plan, its lanes in order; for all plans none.")
    times: list[TimeIn]
    weeks: list[Week]
