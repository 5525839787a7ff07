"""Rows of a checklist: written one or many, changed, ticked off, moved and removed."""

from typing import Any

from sqlalchemy import select

from verkstad.boards.access import must_be_colleague
from verkstad.boards.events import stream_of
from verkstad.boards.ordering import must_be_few, ranks_among
from verkstad.boards.refusing import changed_since
from verkstad.cards.checklists.events import CHECKLIST, CHECKLIST_TABLE, ROW, ROW_TABLE
from verkstad.cards.checklists.wire import RowsIn
from verkstad.cards.parts import add_parts, change_part, part_to_change, remove_part
from verkstad.cards.wire import PartsAdded
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

MOST_ROWS = 500


def add_rows(deed: Deed, checklist_id: str, wish: RowsIn) -> PartsAdded:
    """Add rows to a checklist, in order; all or none."""
    card, checklist = part_to_change(deed, CHECKLIST, checklist_id)
    last = "after" not in wish.model_fields_set
    siblings = ROW_TABLE.c.checklist_id == checklist.id
    ranks = ranks_among(deed, ROW_TABLE, siblings, len(wish.rows), after=wish.after, last=last)
    ids = write_rows(deed, card, checklist.id, wish.rows, ranks)
    return PartsAdded(ids=ids, version=deed.version(stream_of(card.board_id)), op=deed.op)


def write_rows(deed: Deed, card: Any, checklist_id: str, texts: list[str], ranks: list[str]) -> list[str]:
    """Write rows at their ranks on a card that is locked, and give their ids."""
    there = select(CHECKLIST_TABLE.c.id).where(
        CHECKLIST_TABLE.c.card_id == card.id, CHECKLIST_TABLE.c.removed_at.is_(None)
    )
    must_be_few(deed, ROW_TABLE, ROW_TABLE.c.checklist_id.in_(there), most=MOST_ROWS, coming=len(texts))
    blank = {"user_id": None, "due": None, "done_at": None, "done_by": None, "became_id": None}
    many = [
        {"checklist_id": checklist_id, "text": text, "rank": rank, **blank}
        for text, rank in zip(texts, ranks, strict=True)
    ]
    return add_parts(deed, card, ROW, many, words=[{"what": text} for text in texts])


def row_to_change(deed: Deed, row_id: str) -> tuple[Any, Any]:
    """Give a row and its card under the lock; refused where it was removed, by itself or with its checklist."""
    card, row = part_to_change(deed, ROW, row_id)
    checklist = deed.connection.execute(select(CHECKLIST_TABLE).where(CHECKLIST_TABLE.c.id == row.checklist_id)).one()
    if checklist.removed_at is not None:
        raise changed_since(deed, by=checklist.updated_by, at=checklist.updated_at)
    return card, row


def change_row(deed: Deed, row_id: str, changes: dict[str, Any]) -> Done:
    """Change a row's text, person or date, or tick it off (`done`); nothing is recorded where nothing would change."""
    card, row = row_to_change(deed, row_id)
    to = {field: value for field, value in changes.items() if value is not None or field in ("user_id", "due")}
    done = to.pop("done", None)
    if done is not None and done != (row.done_at is not None):
        to |= {"done_at": deed.at, "done_by": deed.caller.id} if done else {"done_at": None, "done_by": None}
    if to.get("user_id") != row.user_id:
        must_be_colleague(deed, to.get("user_id"))
    return change_part(deed, card, ROW, row, to, words={"what": to.get("text", row.text)})


def move_row(deed: Deed, row_id: str, *, checklist_id: str | None, after: str | None, last: bool) -> Done:
    """Give a row another place, perhaps in another checklist of the same card."""
    card, row = row_to_change(deed, row_id)
    target = row.checklist_id
    if checklist_id not in (None, row.checklist_id):
        other, checklist = part_to_change(deed, CHECKLIST, str(checklist_id))
        if other.id != card.id:
            raise changed_since(deed, by=checklist.updated_by, at=checklist.updated_at)
        target = checklist.id
    siblings = ROW_TABLE.c.checklist_id == target
    moving = row if target == row.checklist_id else None
    (rank,) = ranks_among(deed, ROW_TABLE, siblings, 1, after=after, last=last, moving=moving)
    return change_part(deed, card, ROW, row, {"checklist_id": target, "rank": rank}, words={"what": row.text})


def remove_row(deed: Deed, row_id: str) -> Done:
    """Remove a row."""
    card, row = row_to_change(deed, row_id)
    return remove_part(deed, card, ROW, row, words={"what": row.text})
