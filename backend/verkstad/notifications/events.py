"""What happens to what people are told, in the stream that only they read."""

from typing import Literal

from verkstad.history.recording import Happening

Kind = Literal["mention", "owner", "deputy", "participant", "row", "remover", "resolved", "answer", "same"]


class NoticeAdded(Happening):
    """Something is told to this person."""

    type: Literal["notice.added"] = "notice.added"
    notice_id: str
    kind: Kind


class NoticesRead(Happening):
    """So much that was unread has been read."""

    type: Literal["notice.read"] = "notice.read"
    count: int
