"""What crosses the network of filtered assignments."""

from typing import Literal

from pydantic import Field

from verkstad.cards.relations.wire import RelatedCard
from verkstad.kernel.wire import Moment

Sort = Literal[
    "updated", "-updated", "due", "-due", "start", "-start", "title", "-title", "number", "-number", "since", "-since"
]


class FoundCard(RelatedCard):
    """An open assignment, as its plan's board shows it, with its plan and its lane."""

    lane_id: str
    deputy_id: str | None
    start: str | None
    health_note: str
    health_at: Moment | None
    label_ids: list[str] = Field(description="Some may have been removed from the plan; they are not shown.")
    row_count: int
    rows_done: int
    comment_count: int
    attachment_count: int
    blocked_since: Moment | None
    since: Moment = Field(description="When it came to its lane.")
    updated_at: Moment
    version: int
