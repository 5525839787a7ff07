"""What happens to checklists and their rows."""

from typing import Any

from sqlalchemy import Connection, func, select
from typing_extensions import TypedDict

from verkstad.cards.parts import Part
from verkstad.cards.tables import Checklist, ChecklistRow

CHECKLIST_TABLE = Checklist.__table__  # type: ignore[attr-defined]
ROW_TABLE = ChecklistRow.__table__  # type: ignore[attr-defined]


class ChecklistFields(TypedDict, total=False):
    """The fields of a checklist."""

    title: str
    rank: str


class RowFields(TypedDict, total=False):
    """The fields of a row; `became_id` is the assignment that it became."""

    checklist_id: str
    text: str
    rank: str
    user_id: str | None
    due: str | None
    done_at: str | None
    done_by: str | None
    became_id: str | None


def _rows_of(connection: Connection, card_id: str) -> dict[str, Any]:
    rows = ROW_TABLE.join(CHECKLIST_TABLE, CHECKLIST_TABLE.c.id == ROW_TABLE.c.checklist_id)
    found = connection.execute(
        select(func.count(), func.count(ROW_TABLE.c.done_at))
        .select_from(rows)
        .where(ROW_TABLE.c.card_id == card_id, ROW_TABLE.c.removed_at.is_(None), CHECKLIST_TABLE.c.removed_at.is_(None))
    ).one()
    return {"row_count": found[0], "rows_done": found[1]}


CHECKLIST = Part("checklist", CHECKLIST_TABLE, ChecklistFields, _rows_of)
ROW = Part("row", ROW_TABLE, RowFields, _rows_of)
