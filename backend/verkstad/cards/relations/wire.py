"""What crosses the network about relations and links."""

from typing import Annotated

from pydantic import Field

from verkstad.boards.wire import Stage
from verkstad.cards.relations.events import RelationKind
from verkstad.cards.wire import Health
from verkstad.kernel.wire import Id, Incoming, Outgoing


class RelatedCard(Outgoing):
    """Another assignment, as a relation or a further plan shows it."""

    id: str
    board_id: str
    board_name: str
    number: int
    title: str
    owner_id: str | None
    due: str | None
    lane_title: str | None = Field(description="Null where it is closed.")
    stage: Stage | None
    health: Health
    blocked: bool


class RelationOut(Outgoing):
    """How the assignment stands to another that the reader may see."""

    id: str
    kind: RelationKind
    card: RelatedCard


class RelationIn(Incoming):
    """A relation to another assignment, seen from the one in the address."""

    kind: Annotated[RelationKind, Field(description="A cycle of `blocks` is refused.")]
    card_id: Id


class LinkOut(Outgoing):
    """A further plan that shows the assignment, as far as the reader may see it."""

    board_id: str
    name: str
