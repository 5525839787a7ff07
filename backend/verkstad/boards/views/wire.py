"""What crosses the network about saved views."""

from typing import Annotated, Literal

from pydantic import Field

from verkstad.kernel.wire import Done, Flag, Id, Incoming, Line, Moment, Outgoing

ViewKind = Literal["board", "table", "calendar", "timeline", "statistics"]

Setting = Literal["sort", "group", "columns", "lanes", "at", "from", "to", "as"]
ViewName = Annotated[str, Line(80, least=1), Field(examples=["Försenat hos mig"])]
ViewQuery = Annotated[
    str,
    Line(500),
    Field(
        description="The filter as it is written; `mig` is whoever reads it.", examples=["ansvarig:mig klart:försenat"]
    ),
]
Settings = Annotated[
    dict[Setting, Annotated[str, Line(500)]],
    Field(
        description="What the address keeps beside the filter, in the words of the view.",
        examples=[{"sort": "-due", "group": "owner"}],
    ),
]
Shared = Annotated[Flag, Field(description="With all who read the plan; without a plan, with the administration.")]


class ViewOut(Outgoing):
    """A saved view. It shows its reader only what the reader may see: it is a question, and not its answer."""

    id: str
    board_id: str | None = Field(description="The plan; null is all plans together.")
    owner_id: str
    name: str
    view: ViewKind
    query: str
    settings: dict[str, str]
    shared: bool
    rank: str = Field(description="Its place: among those shared with the same, or among its owner's own.")
    made_at: Moment
    updated_at: Moment
    version: int = Field(description="The version of its last event, in the stream of whoever may see it.")


class ViewIn(Incoming):
    """A view to keep, last."""

    name: ViewName
    board_id: Annotated[Id | None, Field(description="The plan; left out or null for all plans together.")] = None
    view: ViewKind = "board"
    query: ViewQuery = ""
    settings: Settings = Field(default_factory=dict)
    shared: Shared = False


class ViewChange(Incoming):
    """What to change of a view; what is left out stays."""

    name: ViewName | None = None
    view: ViewKind | None = None
    query: ViewQuery | None = None
    settings: Settings | None = None
    shared: Shared | None = None


class ViewAdded(Done):
    """A view that was kept. `version` is that of the plan, or of what else its readers share."""

    view_id: str
