"""What crosses the network of the history of an assignment or a plan."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from verkstad.boards import events as board_events
from verkstad.cards import events as card_events
from verkstad.cards import pieces
from verkstad.cards.wire import BoardName
from verkstad.kernel.wire import Id, Incoming, Moment, Outgoing

_EVERY: tuple[type[BaseModel], ...] = (*board_events.EVERY, *card_events.EVERY, *pieces.EVERY)
KINDS: tuple[str, ...] = tuple(str(kind.model_fields["type"].default) for kind in _EVERY)
Kind: Any = Literal[KINDS]
About = Literal[
    "moves",
    "people",
    "dates",
    "texts",
    "checklists",
    "comments",
    "attachments",
    "blockers",
    "relations",
    "health",
    "labels",
    "plan",
    "other",
]


# `same` is a person's own voice: they say it again themselves.
Noun = Literal[
    "checklist",
    "row",
    "blocker",
    "comment",
    "attachment",
    "phase",
    "labelling",
    "participant",
    "relation",
    "link",
    "value",
]


class Stretch(Outgoing):
    """A stretch of a text: as it was and is, put in, or taken away."""

    kind: Literal["same", "added", "removed"]
    text: str


class TextChange(Outgoing):
    """How a text changed, as a reader sees it; long stretches that stayed are shortened."""

    field: str
    diff: list[Stretch]


class CardThen(Outgoing):
    """The assignment that something happened to; its title as it was then."""

    id: str
    number: int | None = Field(description="On the plan whose history this is.")
    title: str


class OtherCard(Outgoing):
    """Another assignment that it was about, where the reader may see it."""

    id: str
    number: int
    title: str
    board_id: str


class Occurrence(Outgoing):
    """One thing that happened, with the names as they were and the old and new values of what changed."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    version: int = Field(description="Of the plan's stream.")
    board_id: str
    type: Kind
    at: Moment
    by: str | None
    op: str = Field(description="The operation: what happened together has the same.")
    card: CardThen | None
    words: dict[str, str] = Field(description="Names as they were: of lanes, of a row, of a label.")
    to: dict[str, Any] = Field(description="What it became, field by field; or what was added.")
    from_: dict[str, Any] = Field(alias="from", description="What the same fields were; or what was removed.")
    texts: list[TextChange] = Field(description="Changes of longer texts; a removed comment's only for some.")
    other: OtherCard | None
    plan: BoardName | None = Field(description="Another plan that it was about, where the reader may see it.")
    undoable: bool = Field(description="Whether the reader did it lately, so that it may be undone by its `op`.")
    undoes: str | None = Field(description="The operation that this one took back.")


class RemovedPart(Outgoing):
    """Something that was removed from an assignment, and may be brought back."""

    noun: Noun
    id: str
    what: str = Field(description="Its words, its title or its name; empty where the reader may not see them.")
    user_id: str | None = Field(description="The person that it was about.")
    by: str
    at: Moment


class RestorationIn(Incoming):
    """What to bring back."""

    noun: Noun
    id: Annotated[Id, Field(examples=["01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a52"])]
