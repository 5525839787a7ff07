"""Reading the checklists of a card, with three questions at most, whatever their number."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from verkstad.boards.access import BOARD, LANE, WITH_MINE, blanks, is_visible_to
from verkstad.cards.checklists.events import CHECKLIST_TABLE, ROW_TABLE
from verkstad.cards.checklists.wire import Became, ChecklistOut, RowOut
from verkstad.cards.finding import CARD
from verkstad.users.desk import Look


def checklists_of(look: Look, card_id: str) -> list[ChecklistOut]:
    """Give the checklists with their rows, both in order; what a row became is told as far as the reader may see it."""
    found = _rows(look, card_id)
    became = _became(look, sorted({row.became_id for row in found if row.became_id is not None}))
    rows = defaultdict(list)
    for row in found:
        rows[row.checklist_id].append(_told(row, became.get(row.became_id)))
    lists = look.connection.execute(
        select(CHECKLIST_TABLE)
        .where(CHECKLIST_TABLE.c.card_id == card_id, CHECKLIST_TABLE.c.removed_at.is_(None))
        .order_by(CHECKLIST_TABLE.c.rank, CHECKLIST_TABLE.c.id)
    )
    return [
        ChecklistOut(id=each.id, title=each.title, rank=each.rank, version=each.version, rows=rows[each.id])
        for each in lists
    ]


def _rows(look: Look, card_id: str) -> list[Any]:
    question = (
        select(ROW_TABLE)
        .where(ROW_TABLE.c.card_id == card_id, ROW_TABLE.c.removed_at.is_(None))
        .order_by(ROW_TABLE.c.rank, ROW_TABLE.c.id)
    )
    return list(look.connection.execute(question))


def _became(look: Look, card_ids: list[str]) -> dict[str, Became]:
    """Read the assignments that rows became; joined to the rows, every assignment in sight would be gone through."""
    if not card_ids:
        return {}
    question = (
        select(CARD.c.id, CARD.c.board_id, CARD.c.number, CARD.c.title, LANE.c.title.label("lane"), LANE.c.stage)
        .select_from(WITH_MINE.join(CARD, CARD.c.board_id == BOARD.c.id).outerjoin(LANE, LANE.c.id == CARD.c.lane_id))
        .where(CARD.c.id.in_(card_ids), is_visible_to(look.caller))
    )
    rows = look.connection.execute(question, blanks(look.caller)).mappings()
    return {row["id"]: Became(**row) for row in rows}


def _told(row: Any, became: Became | None) -> RowOut:
    return RowOut(
        id=row.id,
        text=row.text,
        rank=row.rank,
        user_id=row.user_id,
        due=row.due,
        done_at=row.done_at,
        done_by=row.done_by,
        became=became,
        version=row.version,
    )
