"""What crosses the network of a whole plan: its snapshot, its events, and the words of the socket."""

from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, create_model

from verkstad.boards import events as board_events
from verkstad.boards.wire import BoardOut, FieldOut, LabelOut, LaneOut
from verkstad.cards import events as card_events
from verkstad.cards import pieces
from verkstad.cards.wire import Face
from verkstad.kernel.wire import Id, Moment, Outgoing


class Snapshot(Outgoing):
    """A whole plan at one version: a snapshot and the events after it equal the next snapshot."""

    version: int
    board: BoardOut
    lanes: list[LaneOut]
    cards: list[Face]
    members: list[str]
    labels: list[LabelOut]
    fields: list[FieldOut] = Field(description="The plan's own fields; none until somebody adds one.")
    linked: list[str] = Field(description="Assignments of other plans that are shown here too, by id.")


class EventHead(BaseModel):
    """What every event on the wire begins with."""

    model_config = ConfigDict(extra="forbid")

    board_id: str
    version: int = Field(description="Rises by one with each event of the plan, without gaps.")
    at: Moment
    by: str
    op: str = Field(description="The operation; events of one request share it.")


def _on_the_wire(happening: type[BaseModel]) -> type[BaseModel]:
    kind = happening.model_fields["type"]
    name = "".join(part.title() for part in str(kind.default).split(".")) + "Event"
    # The server fills `type` in by itself; on the wire it is always there.
    fields: Any = {"type": (kind.annotation, ...)}
    made: type[BaseModel] = create_model(name, __base__=(happening, EventHead), __doc__=happening.__doc__, **fields)
    return made


_EVERY: tuple[type[BaseModel], ...] = (*board_events.EVERY, *card_events.EVERY, *pieces.EVERY)
EVENTS: tuple[type[BaseModel], ...] = tuple(_on_the_wire(kind) for kind in _EVERY)

_Union: Any = reduce(or_, EVENTS)


class BoardEvent(RootModel[_Union]):
    """One thing that happened on a plan. A client that meets a type it does not know takes a new snapshot."""

    root: Annotated[_Union, Field(discriminator="type")]


class Watch(Outgoing):
    """Ask for a plan's events after a version."""

    type: Literal["watch"]
    board_id: Id
    after: int = Field(ge=0, description="The version of the snapshot that the client has.")


class Unwatch(Outgoing):
    """Ask for a plan's events no more."""

    type: Literal["unwatch"]
    board_id: Id


class Ping(Outgoing):
    """Ask whether the connection lives."""

    type: Literal["ping"]


class Watching(Outgoing):
    """The plan is watched; `version` is how far it has come, and what was missed follows."""

    type: Literal["watching"]
    board_id: str
    version: int


class Presence(Outgoing):
    """Who is looking at the plan now, among those who may change it; sent to them only, and never stored."""

    type: Literal["presence"]
    board_id: str
    people: list[str]


class Stale(Outgoing):
    """The client is too far behind for events: it takes a snapshot and watches anew."""

    type: Literal["stale"]
    board_id: str


class Gone(Outgoing):
    """The plan is not there, or may be seen no more."""

    type: Literal["gone"]
    board_id: str


class Inbox(Outgoing):
    """What this person is told, or has read, may be another now: ask `GET /inbox`."""

    type: Literal["inbox"]


class Views(Outgoing):
    """One's own saved views, or those shared across all plans, may be others now: ask `GET /views`."""

    type: Literal["views"]


class Pong(Outgoing):
    """The connection lives."""

    type: Literal["pong"]


class Refused(Outgoing):
    """A message that was not understood."""

    type: Literal["problem"]
    code: str
    detail: str


ASKED = (Watch, Unwatch, Ping)
SAID = (Watching, Presence, Stale, Gone, Inbox, Views, Pong, Refused)
