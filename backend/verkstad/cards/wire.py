"""What crosses the network about assignments."""

from typing import Annotated, Literal

from pydantic import Field

from verkstad.kernel.wire import Day, Done, Id, Incoming, Line, Moment, Outgoing, Text

Health = Literal["on_track", "at_risk", "off_track", "unknown"]
Reason = Literal["cancelled", "handed_over", "merged"]

MOST_LINES = 200

CardTitle = Annotated[str, Line(300, least=1), Field(examples=["Genomföra två workshops med invånare"])]
Note = Annotated[str, Line(500), Field(examples=["Två enhetschefer har inte svarat."])]
After = Annotated[Id | None, Field(description="The card to stand after; null for first, left out for last.")]


class Face(Outgoing):
    """What a board shows of an assignment; faces stand in the order of their ranks, compared byte by byte."""

    id: str
    number: int = Field(description="Within the plan, as in #12.")
    lane_id: str
    rank: str
    title: str
    owner_id: str | None
    start: str | None
    due: str | None
    health: Health
    health_note: str
    health_at: Moment | None
    described: bool = Field(description="Whether there is a description.")
    since: Moment = Field(description="When it came to its lane.")
    version: int


class Description(Outgoing):
    """The present description: as written, and rendered and sanitised."""

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


class CardOut(Outgoing):
    """The whole assignment. A closed one has neither lane nor rank."""

    id: str
    number: int
    lane_id: str | None
    rank: str | None
    title: str
    owner_id: str | None
    start: str | None
    due: str | None
    health: Health
    health_note: str
    health_at: Moment | None
    health_by: str | None
    described: bool
    since: Moment
    version: int
    board: BoardName
    description: Description
    created_at: Moment
    created_by: str
    updated_at: Moment
    updated_by: str
    closed: Closure | None


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
    start: Day | None = None
    due: Day | None = None


class DescriptionIn(Incoming):
    """A new description, and the revision that it was written on top of."""

    text: Annotated[
        str, Text(20_000), Field(description="Markdown (CommonMark).", examples=["Behovet kom fram på mötet."])
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


class CardAdded(Done):
    """An assignment that was added."""

    card_id: str
    number: int


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
