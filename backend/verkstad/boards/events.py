"""What happens to plans and lanes."""

from typing import Literal

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from verkstad.boards.wire import BoardOut, LaneOut, Stage, WipRule
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


class MemberAdded(Happening):
    """A person became a member."""

    type: Literal["member.added"] = "member.added"
    user_id: str


class MemberRemoved(Happening):
    """A person is a member no more."""

    type: Literal["member.removed"] = "member.removed"
    user_id: str


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
)
