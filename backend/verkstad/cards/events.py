"""What happens to assignments."""

from typing import Literal

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from verkstad.cards.wire import Face, FacePatch, Health, Reason
from verkstad.history.recording import Happening


class Place(BaseModel):
    """A place in a lane."""

    lane_id: str
    rank: str


class CardFields(TypedDict, total=False):
    """The fields of an assignment that changed, and no others."""

    title: str
    owner_id: str | None
    deputy_id: str | None
    start: str | None
    due: str | None


class Facts(TypedDict, total=False):
    """What is told of an assignment beside its face: the fields that changed, and no others."""

    common_need: bool
    priority: int | None
    consultation: bool
    consulted_on: str | None
    processes: list[str]


class Answer(BaseModel):
    """What the owner answered to the computed warning."""

    warning_answer: str


class RevisionName(BaseModel):
    """The revision of a long text; null is no text."""

    revision_id: str | None


class Assessment(BaseModel):
    """How an assignment stands."""

    health: Health
    health_note: str
    health_at: str | None


class Created(Happening):
    """An assignment was added."""

    type: Literal["card.created"] = "card.created"
    card: Face


class Changed(Happening):
    """Fields of an assignment were changed."""

    type: Literal["card.changed"] = "card.changed"
    card_id: str
    to: CardFields
    from_: CardFields = Field(alias="from")


class Described(Happening):
    """The description got another revision; without one it is described no more."""

    type: Literal["card.described"] = "card.described"
    card_id: str
    to: RevisionName
    from_: RevisionName = Field(alias="from")


class Explained(Happening):
    """The background got another revision; without one there is none any more."""

    type: Literal["card.explained"] = "card.explained"
    card_id: str
    to: RevisionName
    from_: RevisionName = Field(alias="from")
    face: FacePatch


class Noted(Happening):
    """Facts beside the face were changed."""

    type: Literal["card.noted"] = "card.noted"
    card_id: str
    to: Facts
    from_: Facts = Field(alias="from")
    face: FacePatch


class Answered(Happening):
    """The computed warning was answered."""

    type: Literal["card.answered"] = "card.answered"
    card_id: str
    to: Answer
    from_: Answer = Field(alias="from")
    face: FacePatch


class Assessed(Happening):
    """Somebody told how the assignment stands."""

    type: Literal["card.assessed"] = "card.assessed"
    card_id: str
    to: Assessment
    from_: Assessment = Field(alias="from")


class Moved(Happening):
    """The assignment got another place; in another lane its `since` is the time of this event."""

    type: Literal["card.moved"] = "card.moved"
    card_id: str
    to: Place
    from_: Place = Field(alias="from")


class Closed(Happening):
    """The assignment was closed and left its lane."""

    type: Literal["card.closed"] = "card.closed"
    card_id: str
    reason: Reason
    note: str
    from_: Place = Field(alias="from")


class Reopened(Happening):
    """A closed assignment came back to a lane."""

    type: Literal["card.reopened"] = "card.reopened"
    card: Face


class Left(Happening):
    """The assignment left for another plan, whose reader sees it arrive."""

    type: Literal["card.left"] = "card.left"
    card_id: str
    to_board_id: str
    from_: Place = Field(alias="from")


class Arrived(Happening):
    """The assignment came from another plan."""

    type: Literal["card.arrived"] = "card.arrived"
    card: Face
    from_board_id: str
    from_number: int


class Linked(Happening):
    """An assignment of another plan is shown on this one too."""

    type: Literal["card.linked"] = "card.linked"
    card_id: str


class Unlinked(Happening):
    """An assignment of another plan is shown here no more."""

    type: Literal["card.unlinked"] = "card.unlinked"
    card_id: str


EVERY = (
    Created,
    Changed,
    Described,
    Explained,
    Noted,
    Answered,
    Assessed,
    Moved,
    Closed,
    Reopened,
    Left,
    Arrived,
    Linked,
    Unlinked,
)
