"""What crosses the network about plans and lanes."""

from typing import Annotated, Literal

from pydantic import Field

from verkstad.kernel.wire import Day, Done, Flag, Id, Incoming, Line, Moment, Outgoing, Text, Whole

Stage = Literal["planned", "active", "waiting", "done"]
WipRule = Literal["warn", "refuse"]

BoardName = Annotated[str, Line(200, least=1), Field(examples=["Att ha invånaren som medskapare"])]
LaneTitle = Annotated[str, Line(80, least=1), Field(examples=["Pågår"])]
WipLimit = Annotated[int, Whole(1, 999), Field(description="At most so many assignments at once.")]


class BoardOut(Outgoing):
    """An action plan, without its lanes and cards."""

    id: str
    name: str
    purpose: str
    owner_id: str | None
    period_start: str | None
    period_end: str | None
    decision: str = Field(description="The decision that adopted the plan.")
    folder: str = Field(description="The shared folder's path, exactly as it is to be copied.")
    restricted: bool = Field(description="Whether only members, coordinators and administrators may read it.")
    closed_at: Moment | None
    created_at: Moment
    version: int
    updated_at: Moment
    updated_by: str


class LaneOut(Outgoing):
    """A status of a plan; lanes stand in the order of their ranks, compared byte by byte."""

    id: str
    title: str
    stage: Stage
    wip_limit: int | None
    wip_rule: WipRule
    rank: str
    version: int


FieldKind = Literal["text", "number", "date", "choice", "checkbox"]
LabelName = Annotated[str, Line(40, least=1), Field(examples=["Kompetens"])]
FieldName = Annotated[str, Line(60, least=1), Field(examples=["Kostnadsställe"])]
Tint = Annotated[int, Whole(1, 5), Field(description="One of the five quiet tints.")]
Choices = Annotated[list[Annotated[str, Line(60, least=1)]], Field(max_length=40, examples=[["Ja", "Nej", "Vet inte"]])]


class LabelOut(Outgoing):
    """A label of a plan; labels stand in the order of their ranks."""

    id: str
    name: str
    tint: int
    rank: str
    version: int


class FieldOut(Outgoing):
    """A field of a plan's own; fields stand in the order of their ranks."""

    id: str
    name: str
    kind: FieldKind
    choices: list[str]
    rank: str
    version: int


class LabelIn(Incoming):
    """A label to add, last."""

    name: LabelName
    tint: Tint = 1


class LabelChange(Incoming):
    """What to change of a label; what is left out stays."""

    name: LabelName | None = None
    tint: Tint | None = None


class FieldIn(Incoming):
    """A field to add, last; `choices` are for a choice."""

    name: FieldName
    kind: FieldKind
    choices: Choices = Field(default_factory=list)


class FieldChange(Incoming):
    """What to change of a field; its kind only while no assignment says anything in it."""

    name: FieldName | None = None
    kind: FieldKind | None = None
    choices: Choices | None = None


class PartMove(Incoming):
    """Where a thing is to stand among its like: after another, first (null), or last (left out)."""

    after: Id | None = None


class BoardIn(Incoming):
    """A plan to start; only the name is required, and the usual lanes are there from the start."""

    name: BoardName
    purpose: Annotated[str, Text(4000)] = ""
    owner_id: Id | None = None
    period_start: Day | None = None
    period_end: Day | None = None
    decision: Annotated[str, Line(400)] = ""
    folder: Annotated[str, Line(400)] = ""
    restricted: Flag = False


class BoardChange(Incoming):
    """What to change of a plan; what is left out stays, null clears."""

    name: BoardName | None = None
    purpose: Annotated[str, Text(4000)] | None = None
    owner_id: Id | None = None
    period_start: Day | None = None
    period_end: Day | None = None
    decision: Annotated[str, Line(400)] | None = None
    folder: Annotated[str, Line(400)] | None = None
    restricted: Flag | None = None


class LaneIn(Incoming):
    """A lane to add: after another, first (null), or last (left out)."""

    title: LaneTitle
    stage: Stage
    wip_limit: WipLimit | None = None
    wip_rule: WipRule = "warn"
    after: Id | None = None


class LaneChange(Incoming):
    """What to change of a lane; what is left out stays, a null `wip_limit` takes the limit away."""

    title: LaneTitle | None = None
    stage: Stage | None = None
    wip_limit: WipLimit | None = None
    wip_rule: WipRule | None = None


class LaneMove(Incoming):
    """Where a lane is to stand: after another, first (null), or last (left out)."""

    after: Id | None = None


class MemberIn(Incoming):
    """The person to add."""

    user_id: Id


class BoardStarted(Done):
    """A plan that was started."""

    board_id: str


class LabelAdded(Done):
    """A label that was added."""

    label_id: str


class FieldAdded(Done):
    """A field that was added."""

    field_id: str


class LaneAdded(Done):
    """A lane that was added."""

    lane_id: str
