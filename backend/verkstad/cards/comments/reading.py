"""Reading the comments of a card."""

import orjson
from sqlalchemy import select

from verkstad.cards.comments.events import COMMENT_TABLE
from verkstad.cards.comments.mentioning import names_of
from verkstad.cards.comments.wire import CommentOut
from verkstad.cards.describing import REVISION
from verkstad.cards.rendering import rendered
from verkstad.users.desk import Look


def comments_of(look: Look, card_id: str) -> list[CommentOut]:
    """Give the comments, the oldest first."""
    rows = list(
        look.connection.execute(
            select(COMMENT_TABLE, REVISION.c.text)
            .select_from(COMMENT_TABLE.join(REVISION, REVISION.c.id == COMMENT_TABLE.c.revision_id))
            .where(COMMENT_TABLE.c.card_id == card_id, COMMENT_TABLE.c.removed_at.is_(None))
            .order_by(COMMENT_TABLE.c.made_at, COMMENT_TABLE.c.id)
        )
    )
    mentions = [orjson.loads(row.mentions) for row in rows]
    names = names_of(look.connection, {user_id for each in mentions for user_id in each})
    return [
        CommentOut(
            id=row.id,
            text=row.text,
            html=rendered(row.text, tuple(names[user_id] for user_id in told)),
            mentions=told,
            blocker_id=row.blocker_id,
            revision_id=row.revision_id,
            at=row.made_at,
            by=row.made_by,
            edited_at=row.edited_at,
            version=row.version,
        )
        for row, told in zip(rows, mentions, strict=True)
    ]
