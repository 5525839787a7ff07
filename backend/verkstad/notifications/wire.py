"""What crosses the network about what somebody is told."""

from typing import Annotated

from pydantic import Field

from verkstad.kernel.wire import Flag, Id, Incoming, Moment, Outgoing
from verkstad.notifications.events import Kind


class ToldCard(Outgoing):
    """The assignment that it is about, where it is now."""

    id: str
    board_id: str
    number: int
    title: str


class NoticeOut(Outgoing):
    """Something that somebody is told: who did what, to which assignment."""

    id: str
    kind: Annotated[Kind, Field(description="`answer` is a comment on a blocker that the reader raised.")]
    at: Moment
    by: str | None
    read_at: Moment | None
    card: ToldCard
    board_name: str
    text: str = Field(description="The beginning of the comment, the row or the blocker, as it is now; may be empty.")


class InboxOut(Outgoing):
    """What somebody is told, the latest first; `next` is the cursor of the part after it."""

    items: list[NoticeOut]
    next: str | None
    unread: int = Field(description="How much altogether is unread.")


class ReadingsIn(Incoming):
    """What has been read: some by their ids, or all."""

    ids: Annotated[list[Id], Field(max_length=200)] = Field(default_factory=list)
    all: Flag = False


class ReadingsDone(Outgoing):
    """How much is unread now."""

    unread: int
