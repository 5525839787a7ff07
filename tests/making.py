"""Makes what an address names, on the plan of a scene, so that only what a door needs is made for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tests.files import picture
from verkstad.boards.fielding import add_field
from verkstad.boards.labelling import add_label
from verkstad.boards.views.keeping import add_view
from verkstad.boards.views.wire import ViewIn
from verkstad.boards.wire import FieldIn, LabelIn
from verkstad.cards.attachments.attaching import attach_file
from verkstad.cards.attachments.taking_in import keep
from verkstad.cards.blockers.blocking import raise_blocker
from verkstad.cards.blockers.wire import BlockerIn
from verkstad.cards.checklists.events import ROW_TABLE
from verkstad.cards.checklists.listing import add_checklist, remove_checklist
from verkstad.cards.checklists.wire import ChecklistIn
from verkstad.cards.comments.commenting import add_comment
from verkstad.cards.comments.wire import CommentIn
from verkstad.cards.finding import CARD
from verkstad.cards.phases.phasing import add_phase
from verkstad.cards.phases.wire import PhaseIn
from verkstad.cards.relations.relating import relate
from verkstad.cards.relations.wire import RelationIn
from verkstad.cards.wire import CardIn
from verkstad.cards.writing import add_card

if TYPE_CHECKING:
    from collections.abc import Callable

    from verkstad.users.desk import Deed


def _checklist(deed: Deed, card_id: str) -> str:
    return add_checklist(deed, card_id, ChecklistIn(title="Förberedelser", rows=["Boka lokal"])).id


def removed_checklist(deed: Deed, card_id: str) -> str:
    """Remove a checklist, which may then come back."""
    checklist_id = _checklist(deed, card_id)
    remove_checklist(deed, checklist_id)
    return checklist_id


def _row(deed: Deed, card_id: str) -> str:
    checklist_id = _checklist(deed, card_id)
    of_it = select(ROW_TABLE.c.id).where(ROW_TABLE.c.checklist_id == checklist_id)
    row_id: str = deed.connection.execute(of_it).scalar_one()
    return row_id


def _comment(deed: Deed, card_id: str) -> str:
    return add_comment(deed, card_id, CommentIn(text="Jag frågar på måndag.")).id


def _label(deed: Deed, card_id: str) -> str:
    return add_label(deed, _board(deed, card_id), LabelIn(name="Kompetens")).label_id


def _field(deed: Deed, card_id: str) -> str:
    return add_field(deed, _board(deed, card_id), FieldIn(name="Kostnadsställe", kind="text")).field_id


def _board(deed: Deed, card_id: str) -> str:
    board_id: str = deed.connection.execute(select(CARD.c.board_id).where(CARD.c.id == card_id)).scalar_one()
    return board_id


def _blocker(deed: Deed, card_id: str) -> str:
    return raise_blocker(deed, card_id, BlockerIn(what="Två enhetschefer har inte svarat.")).id


def _relation(deed: Deed, card_id: str) -> str:
    home = deed.connection.execute(select(CARD.c.board_id).where(CARD.c.id == card_id)).scalar_one()
    other = add_card(deed, home, CardIn(title="Ställa om")).card_id
    return relate(deed, card_id, RelationIn(kind="relates", card_id=other)).id


def _attachment(deed: Deed, card_id: str) -> str:
    with deed.house.files.begin() as draft:
        draft.write(picture())
        kept = keep(deed.house.files, draft, "Torget.png")
    return attach_file(deed, card_id, "Torget.png", kept).id


def _phase(deed: Deed, card_id: str) -> str:
    return add_phase(deed, card_id, PhaseIn(title="Kartläggning")).id


def _view(deed: Deed, card_id: str) -> str:
    return add_view(deed, ViewIn(name="Försenat", board_id=_board(deed, card_id), shared=True)).view_id


# The blank of an address, and what fills it; made by Åsa on the scene's card.
MAKERS: dict[str, Callable[[Deed, str], str]] = {
    "checklist_id": _checklist,
    "row_id": _row,
    "comment_id": _comment,
    "attachment_id": _attachment,
    "label_id": _label,
    "field_id": _field,
    "blocker_id": _blocker,
    "relation_id": _relation,
    "phase_id": _phase,
    "view_id": _view,
}
