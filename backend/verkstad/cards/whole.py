"""What crosses the network of a whole assignment."""

from typing import Annotated, Literal

from pydantic import Field

from verkstad.cards.attachments.wire import AttachmentOut
from verkstad.cards.blockers.wire import BlockerOut
from verkstad.cards.checklists.wire import ChecklistOut
from verkstad.cards.comments.wire import CommentOut
from verkstad.cards.fields.wire import ValueOut
from verkstad.cards.phases.wire import PhaseOut
from verkstad.cards.relations.wire import LinkOut, RelationOut
from verkstad.cards.wire import BoardName, Closure, Description, Health
from verkstad.kernel.wire import Incoming, Line, Moment, Outgoing


class Report(Outgoing):
    """A health report, from the log."""

    health: Health
    note: str
    at: Moment
    by: str


class LaneTime(Outgoing):
    """How long the assignment has stood in a lane altogether, from the log."""

    lane_id: str
    title: str
    seconds: int
    now: bool = Field(description="Whether it stands there now; the time runs until the answer was made.")


class WarningOut(Outgoing):
    """What the figures say of how the assignment stands, beside what its owner reports.

    The owner and the deputy see it at once, everybody else when it was answered or after some days.
    """

    reasons: list[Literal["overdue", "blocked", "silent"]]
    health: Literal["at_risk", "off_track"] = Field(description="What the reasons would make it.")
    differs: bool = Field(description="Whether the reported health says better.")
    days_overdue: int | None
    days_blocked: int | None
    weeks_silent: int | None
    since: str = Field(description="The day on which the newest reason arose.")
    public: bool = Field(description="Whether others than the owner and the deputy see it.")
    public_on: str = Field(description="The day on which everybody sees it, also without an answer.")
    answer: str
    answered_at: Moment | None
    answered_by: str | None


class AnswerIn(Incoming):
    """What the owner answers to the computed warning."""

    answer: Annotated[str, Line(500, least=1), Field(examples=["Vi väntar in nämndens beslut den 16 december."])]


class CardOut(Outgoing):
    """The whole assignment. A closed one has neither lane nor rank."""

    id: str
    number: int
    lane_id: str | None
    rank: str | None
    title: str
    owner_id: str | None
    deputy_id: str | None
    start: str | None = Field(description="A day, or a month, season or year (EDTF) where no more is known.")
    due: str | None = Field(description="A day, or a month, season or year (EDTF) where no more is known.")
    health: Health
    health_note: str
    health_at: Moment | None
    health_by: str | None
    described: bool
    label_ids: list[str]
    row_count: int
    rows_done: int
    comment_count: int
    attachment_count: int
    blocked_since: Moment | None
    since: Moment
    version: int
    board: BoardName
    description: Description
    background: Description = Field(description="Why, who asked, what has been done.")
    common_need: bool = Field(description="Whether other units and plans have the same need (gemensamt behov).")
    priority: int | None = Field(description="Shared across units: 1 first, 3 last.")
    consultation: bool = Field(description="Whether it is to be taken up with the unions (samverkan).")
    consulted_on: str | None = Field(description="The day on which it is, or was, taken up.")
    processes: list[str] = Field(description="Processes outside the plans that it depends on.")
    participants: list[str]
    checklists: list[ChecklistOut]
    blockers: list[BlockerOut] = Field(description="The standing ones first, then those resolved, the latest first.")
    comments: list[CommentOut]
    attachments: list[AttachmentOut]
    relations: list[RelationOut]
    links: list[LinkOut]
    phases: list[PhaseOut]
    values: list[ValueOut]
    reports: list[Report] = Field(description="The latest first.")
    lane_times: list[LaneTime]
    warning: WarningOut | None
    created_at: Moment
    created_by: str
    updated_at: Moment
    updated_by: str
    closed: Closure | None
