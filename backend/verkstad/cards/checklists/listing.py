"""Checklists: added with their rows, renamed, moved and removed."""

from typing import Any

from sqlalchemy import select

from verkstad.boards.events import stream_of
from verkstad.boards.ordering import must_be_few, rank_among
from verkstad.boards.refusing import changed_since
from verkstad.cards.checklists.events import CHECKLIST, CHECKLIST_TABLE, ROW_TABLE
from verkstad.cards.checklists.rows import write_rows
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.finding import card_to_change
from verkstad.cards.parts import add_part, change_part, part_to_change, remove_part, take_back
from verkstad.cards.wire import PartAdded
from verkstad.kernel.ranking import ranks_after
from verkstad.kernel.wire import Done
from verkstad.users.desk import Deed

MOST_CHECKLISTS = 20


def add_checklist(deed: Deed, card_id: str, wish: ChecklistIn) -> PartAdded:
    """Add a checklist, last, with the rows that come with it."""
    card = card_to_change(deed, card_id)
    siblings = CHECKLIST_TABLE.c.card_id == card_id
    must_be_few(deed, CHECKLIST_TABLE, siblings, most=MOST_CHECKLISTS)
    rank = rank_among(deed, CHECKLIST_TABLE, siblings, after=None, last=True)
    added = add_part(deed, card, CHECKLIST, {"title": wish.title, "rank": rank}, words={"what": wish.title})
    if wish.rows:
        write_rows(deed, card, added.id, wish.rows, ranks_after(None, len(wish.rows)))
    return added.model_copy(update={"version": deed.version(stream_of(card.board_id))})


def rename_checklist(deed: Deed, checklist_id: str, title: str) -> Done:
    """Give a checklist another title."""
    card, checklist = part_to_change(deed, CHECKLIST, checklist_id)
    return change_part(deed, card, CHECKLIST, checklist, {"title": title}, words={"what": title})


def move_checklist(deed: Deed, checklist_id: str, *, after: str | None, last: bool) -> Done:
    """Give a checklist another place on its card."""
    card, checklist = part_to_change(deed, CHECKLIST, checklist_id)
    siblings = CHECKLIST_TABLE.c.card_id == card.id
    rank = rank_among(deed, CHECKLIST_TABLE, siblings, after=after, last=last, moving=checklist)
    return change_part(deed, card, CHECKLIST, checklist, {"rank": rank}, words={"what": checklist.title})


def remove_checklist(deed: Deed, checklist_id: str) -> Done:
    """Remove a checklist; its rows are unseen with it, and come back with it."""
    card, checklist = part_to_change(deed, CHECKLIST, checklist_id)
    return remove_part(deed, card, CHECKLIST, checklist, words={"what": checklist.title})


def unlist(deed: Deed, card: Any, body: dict[str, Any]) -> None:
    """Take back that a checklist was added; refused where somebody else has rows in it since."""
    theirs = select(ROW_TABLE).where(
        ROW_TABLE.c.checklist_id == body["id"],
        ROW_TABLE.c.removed_at.is_(None),
        (ROW_TABLE.c.made_by != deed.caller.id) | (ROW_TABLE.c.updated_by != deed.caller.id),
    )
    latest = deed.connection.execute(theirs.order_by(ROW_TABLE.c.updated_at.desc()).limit(1)).one_or_none()
    if latest is not None:
        raise changed_since(deed, by=latest.updated_by, at=latest.updated_at)
    take_back(deed, card, CHECKLIST, "added", body)
