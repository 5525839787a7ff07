"""What happens to comments; their words are revisions that the events name."""

from typing import Any

from sqlalchemy import Connection, func, select
from typing_extensions import TypedDict

from verkstad.cards.parts import Part
from verkstad.cards.tables import Comment

COMMENT_TABLE = Comment.__table__  # type: ignore[attr-defined]


class CommentFields(TypedDict, total=False):
    """The fields of a comment; `blocker_id` where it discusses a blocker."""

    revision_id: str
    mentions: list[str]
    blocker_id: str | None
    edited_at: str | None


def _comments_of(connection: Connection, card_id: str) -> dict[str, Any]:
    table = COMMENT_TABLE
    there = select(func.count()).where(table.c.card_id == card_id, table.c.removed_at.is_(None))
    return {"comment_count": connection.execute(there).scalar_one()}


COMMENT = Part("comment", COMMENT_TABLE, CommentFields, _comments_of, frozenset({"mentions"}))
