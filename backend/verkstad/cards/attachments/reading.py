"""Reading the attachments of a card."""

from sqlalchemy import select

from verkstad.cards.attachments.events import ATTACHMENT_TABLE
from verkstad.cards.attachments.wire import AttachmentOut
from verkstad.users.desk import Look


def attachments_of(look: Look, card_id: str) -> list[AttachmentOut]:
    """Give the attachments, the oldest first."""
    there = (ATTACHMENT_TABLE.c.card_id == card_id) & ATTACHMENT_TABLE.c.removed_at.is_(None)
    rows = look.connection.execute(
        select(ATTACHMENT_TABLE).where(there).order_by(ATTACHMENT_TABLE.c.made_at, ATTACHMENT_TABLE.c.id)
    )
    return [
        AttachmentOut(
            id=row.id,
            kind=row.kind,
            name=row.name,
            target=row.target,
            media_type=row.media_type,
            size=row.size,
            has_preview=row.preview_hash is not None,
            at=row.made_at,
            by=row.made_by,
            version=row.version,
        )
        for row in rows
    ]
