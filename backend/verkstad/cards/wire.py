"""What crosses the network about assignments."""

from typing import Annotated, Literal

from fastapi import Path
from pydantic import Field
from typing_extensions import TypedDict

from verkstad.boards.wire import BoardName as BoardTitle
from verkstad.kernel.dates import When
from verkstad.kernel.wire import Day, Done, Flag, Id, Incoming, Line, Moment, Outgoing, Text, Whole

Health = Literal["on_track", "at_risk", "off_track", "unknown"]
Reason = Literal["cancelled", "handed_over", "merged", "mistake"]

MOST_LINES = 200
MOST_TEXT = 20_000
WHO = "Members of the plan, its owner, coordinators."
CardId = Annotated[Id, Path(description="The assignment.", examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a44"])]

CardTitle = Annotated[str, Line(300, least=1), Field(examples=["Genomföra två workshops med invånare"])]
Note = Annotated[str, Line(500), Field(examples=["Två enhetschefer har inte svarat."])]
MOST_PROCESSES = 20
Processes = Annotated[
    list[Annotated[str, Line(200, least=1)]],
    Field(max_length=MOST_PROCESSES, description="Processes outside the plans.", examples=[["Införande av e-tjänst"]]),
]
After = Annotated[Id | None, Field(description="The card to stand after; null for first, left out for last.")]


class Face(Outgoing):
    """What a board shows of an assignment; faces stand in the order of their ranks, compared byte by byte."""

    id: str
    number: int = Field(description="Within the plan, as in #12.")
    lane_id: str
    rank: str
    title: str
    owner_id: str | None
    deputy_id: str | None
    start: str | None = Field(description="A day, or a month, season or year (EDTF) where no more is known.")
    due: str | None = Field(description="A day, or a month, season or year (EDTF) where no more is known.")
    health: Health
    health_note: str
    health_at: Moment | None
    described: bool = Field(description="Whether there is a description.")
    label_ids: list[str] = Field(description="Some may have been removed from the plan; they are not shown.")
    row_count: int = Field(description="Rows of its checklists.")
    rows_done: int
    comment_count: int
    attachment_count: int
    blocked_since: Moment | None = Field(description="When the oldest blocker that is not resolved was raised.")
    since: Moment = Field(description="When it came to its lane.")
    version: int


class FacePatch(TypedDict, total=False):
    """What a board shows otherwise of an assignment after an event about one of its parts."""

    label_ids: list[str]
    row_count: int
    rows_done: int
    comment_count: int
    attachment_count: int
    blocked_since: Moment | None


class Description(Outgoing):
    """A present text of the assignment: as written, and rendered and sanitised."""

    text: str
    html: str
    revision_id: str | None
    at: Moment | None
    by: str | None


class Closure(Outgoing):
    """Why, when and by whom an assignment was closed."""

    reason: Reason
    note: str
    at: Moment
    by: str


class BoardName(Outgoing):
    """The plan that an assignment belongs to."""

    id: str
    name: str


class CardIn(Incoming):
    """An assignment to add; without a lane it stands in the first."""

    title: CardTitle
    lane_id: Id | None = None
    after: After = None


class LinesIn(Incoming):
    """Lines of text, each of which becomes an assignment; empty lines are passed over."""

    lines: Annotated[
        list[Annotated[str, Line(300)]],
        Field(min_length=1, max_length=MOST_LINES, examples=[["Boka lokal", "Bjuda in invånare"]]),
    ]
    lane_id: Id | None = None


class CardChange(Incoming):
    """What to change of an assignment; what is left out stays, null clears."""

    title: CardTitle | None = None
    owner_id: Id | None = None
    deputy_id: Id | None = None
    start: When | None = None
    due: When | None = None
    common_need: Flag | None = None
    priority: Annotated[int, Whole(1, 3), Field(description="Shared across units: 1 first, 3 last.")] | None = None
    consultation: Flag | None = None
    consulted_on: When | None = None
    processes: Processes | None = None
    processes_read: Annotated[
        Processes | None,
        Field(description="The list that `processes` was made from: what others put on it or took off since, holds."),
    ] = None


class DescriptionIn(Incoming):
    """A new description, and the revision that it was written on top of."""

    text: Annotated[
        str, Text(MOST_TEXT), Field(description="Markdown (CommonMark).", examples=["Behovet kom fram på mötet."])
    ]
    base: Annotated[Id | None, Field(description="The revision that was read; null where there was none.")]


class MoveIn(Incoming):
    """Where an assignment is to stand: the intent, never a number."""

    lane_id: Id
    after: After = None


class TransferIn(Incoming):
    """The plan, and perhaps the lane, that an assignment is to move to."""

    board_id: Id
    lane_id: Id | None = None


class AssessmentIn(Incoming):
    """How an assignment stands, and a sentence why."""

    health: Health
    note: Note = ""


class ClosureIn(Incoming):
    """Why an assignment is closed without being delivered."""

    reason: Annotated[Reason, Field(description="Cancelled (inställt), handed over, or merged into another.")]
    note: Note = ""


class UndoIn(Incoming):
    """The operation to undo, one's own."""

    op: Annotated[str, Line(64, least=1), Field(examples=["x7Jq0dC3TqyVbN1uKkM2aw"])]


CopyStart = Annotated[
    Day | None,
    Field(
        description="Dates are moved so that the earliest falls on this day; without it they stay.",
        examples=["2027-01-11"],
    ),
]
WithPeople = Annotated[Flag, Field(description="Whether the people come too: owner, deputy, participants, leaders.")]


class CardCopyIn(Incoming):
    """An assignment to make as a copy of another: what is left out is as in that one, in the plan's first lane."""

    title: CardTitle | None = None
    board_id: Id | None = None
    lane_id: Id | None = None
    start: CopyStart = None
    with_people: WithPeople = False


class PlanCopyIn(Incoming):
    """A plan to start as a copy of another."""

    name: BoardTitle
    start: CopyStart = None
    with_people: WithPeople = False


class CardAdded(Done):
    """An assignment that was added."""

    card_id: str
    number: int


class Written(Done):
    """A text that was written; `merged` where others wrote meanwhile and both changes are in it."""

    revision_id: str | None = Field(description="The revision that is there now; null is no text.")
    merged: bool


class PartAdded(Done):
    """Something that was added to an assignment."""

    id: str


class PartsAdded(Done):
    """Things that were added to an assignment, in order."""

    ids: list[str]


class LinesAdded(Done):
    """Assignments that were added, in the order of their lines."""

    card_ids: list[str]


class Transferred(Done):
    """Where an assignment is now; `version` is that of the new plan."""

    board_id: str
    number: int


class Address(Outgoing):
    """Where a number leads: the assignment's present plan and number."""

    card_id: str
    board_id: str
    number: int


class ClosedCard(Outgoing):
    """An assignment that was closed."""

    id: str
    number: int
    title: str
    owner_id: str | None
    closed_at: Moment
    closed_by: str
    reason: Reason
    note: str
