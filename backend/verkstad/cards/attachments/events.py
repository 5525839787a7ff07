"""What happens to attachments; the events carry names and sizes, never bytes."""

from typing import Any, Literal

from sqlalchemy import Connection, func, select
from typing_extensions import TypedDict

from verkstad.cards.parts import Part
from verkstad.cards.tables import Attachment

ATTACHMENT_TABLE = Attachment.__table__  # type: ignore[attr-defined]


class AttachmentFields(TypedDict, total=False):
    """The fields of an attachment: a file, a link or a folder path."""

    kind: Literal["file", "link", "folder"]
    name: str
    target: str
    media_type: str
    size: int | None


def _attachments_of(connection: Connection, card_id: str) -> dict[str, Any]:
    table = ATTACHMENT_TABLE
    there = select(func.count()).where(table.c.card_id == card_id, table.c.removed_at.is_(None))
    return {"attachment_count": connection.execute(there).scalar_one()}


ATTACHMENT = Part("attachment", ATTACHMENT_TABLE, AttachmentFields, _attachments_of)
