"""What happens to plans and lanes."""

from typing import Literal

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from verkstad.boards.views.wire import Settings, ViewKind, ViewOut
from verkstad.boards.wire import BoardOut, FieldKind, FieldOut, LabelOut, LaneOut, Stage, WipRule
from verkstad.history.recording import Happening


def stream_of(board_id: str) -> str:
    """Name the stream of a plan; whoever may read the plan may read its stream."""
    return f"board:{board_id}"


class BoardFields(TypedDict, total=False):
    """The fields of a plan that changed, and no others."""

    name: str
    purpose: str
    owner_id: str | None
    period_start: str | None
    period_end: str | None
    decision: str
    folder: str
    restricted: bool


class LaneFields(TypedDict, total=False):
    """The fields of a lane that changed, and no others."""

    title: str
    stage: Stage
    wip_limit: int | None
    wip_rule: WipRule


class LabelFields(TypedDict, total=False):
    """The fields of a label that changed, and no others."""

    name: str
    tint: int
    rank: str


class OwnFields(TypedDict, total=False):
    """What changed of a field of the plan's own, and nothing else."""

    name: str
    kind: FieldKind
    choices: list[str]
    rank: str


class ViewFields(TypedDict, total=False):
    """What changed of a saved view, and nothing else."""

    name: str
    view: ViewKind
    query: str
    settings: Settings
    rank: str


class Rank(BaseModel):
    """A place among the lanes."""

    rank: str


class Started(Happening):
    """A plan was started, with these lanes."""

    type: Literal["board.started"] = "board.started"
    board: BoardOut
    lanes: list[LaneOut]
    members: list[str]


class Changed(Happening):
    """Fields of a plan were changed."""

    type: Literal["board.changed"] = "board.changed"
    to: BoardFields
    from_: BoardFields = Field(alias="from")


class Closed(Happening):
    """A plan was closed."""

    type: Literal["board.closed"] = "board.closed"


class Reopened(Happening):
    """A closed plan was opened again."""

    type: Literal["board.reopened"] = "board.reopened"


class LaneWasAdded(Happening):
    """A lane was added."""

    type: Literal["lane.added"] = "lane.added"
    lane: LaneOut


class LaneWasChanged(Happening):
    """Fields of a lane were changed."""

    type: Literal["lane.changed"] = "lane.changed"
    lane_id: str
    to: LaneFields
    from_: LaneFields = Field(alias="from")


class LaneWasMoved(Happening):
    """A lane got another place."""

    type: Literal["lane.moved"] = "lane.moved"
    lane_id: str
    to: Rank
    from_: Rank = Field(alias="from")


class LaneWasRemoved(Happening):
    """An empty lane was removed."""

    type: Literal["lane.removed"] = "lane.removed"
    lane_id: str
    from_: LaneOut = Field(alias="from")


class MemberAdded(Happening):
    """A person became a member."""

    type: Literal["member.added"] = "member.added"
    user_id: str


class MemberRemoved(Happening):
    """A person is a member no more."""

    type: Literal["member.removed"] = "member.removed"
    user_id: str


class LabelWasAdded(Happening):
    """A label was added."""

    type: Literal["label.added"] = "label.added"
    label: LabelOut


class LabelWasChanged(Happening):
    """A label was renamed, tinted or moved."""

    type: Literal["label.changed"] = "label.changed"
    label_id: str
    to: LabelFields
    from_: LabelFields = Field(alias="from")


class LabelWasRemoved(Happening):
    """A label was removed; the assignments that carry it show it no more."""

    type: Literal["label.removed"] = "label.removed"
    label_id: str


class LabelWasRestored(Happening):
    """A removed label came back, also on the assignments that carried it."""

    type: Literal["label.restored"] = "label.restored"
    label: LabelOut


class FieldWasAdded(Happening):
    """A field of the plan's own was added."""

    type: Literal["field.added"] = "field.added"
    field: FieldOut


class FieldWasChanged(Happening):
    """A field of the plan's own was changed or moved."""

    type: Literal["field.changed"] = "field.changed"
    field_id: str
    to: OwnFields
    from_: OwnFields = Field(alias="from")


class FieldWasRemoved(Happening):
    """A field of the plan's own was removed; its values are kept, unseen."""

    type: Literal["field.removed"] = "field.removed"
    field_id: str


class FieldWasRestored(Happening):
    """A removed field came back, with its values."""

    type: Literal["field.restored"] = "field.restored"
    field: FieldOut


class ViewWasAdded(Happening):
    """A saved view was shared: a new one, or one that its owner had kept for themselves."""

    type: Literal["view.added"] = "view.added"
    view: ViewOut


class ViewWasChanged(Happening):
    """A shared view was changed or moved."""

    type: Literal["view.changed"] = "view.changed"
    view_id: str
    to: ViewFields
    from_: ViewFields = Field(alias="from")


class ViewWasRemoved(Happening):
    """A shared view was removed, or is its owner's alone again."""

    type: Literal["view.removed"] = "view.removed"
    view_id: str


class ViewWasRestored(Happening):
    """A removed view came back."""

    type: Literal["view.restored"] = "view.restored"
    view: ViewOut


# After these somebody may see the plan who did not, or the other way round.
TURNS_ACCESS = {"member.added", "member.removed", "board.changed"}
EVERY = (
    Started,
    Changed,
    Closed,
    Reopened,
    LaneWasAdded,
    LaneWasChanged,
    LaneWasMoved,
    LaneWasRemoved,
    MemberAdded,
    MemberRemoved,
    LabelWasAdded,
    LabelWasChanged,
    LabelWasRemoved,
    LabelWasRestored,
    FieldWasAdded,
    FieldWasChanged,
    FieldWasRemoved,
    FieldWasRestored,
    ViewWasAdded,
    ViewWasChanged,
    ViewWasRemoved,
    ViewWasRestored,
)
